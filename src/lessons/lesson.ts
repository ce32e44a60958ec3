/** What a lesson is, once everything in it has been computed. */

import type { ResolvedRun } from '../options/start.js';

/** A lesson to take step by step. */
export interface Lesson {
  readonly title: string;
  /** What it is about, in half a line. */
  readonly about: string;
  readonly steps: readonly Step[];
}

/** A text beside a run, and perhaps something to do. */
export interface Step {
  readonly text: string;
  /** What is trained. */
  readonly run: ResolvedRun;
  /** The iteration at which a new run waits; null if the run on the screen goes on. */
  readonly moment: number | null;
  readonly view: LessonView;
  /** The keys that the text names. */
  readonly keys: readonly string[];
  readonly task: Task | null;
  /** What is said once the task is done. */
  readonly why: string | null;
  /** The same where there is neither a screen nor keys. */
  readonly spoken: { readonly text: string; readonly why: string | null };
  /** The iterations that its expressions are about. */
  readonly iterations: readonly number[];
}

/** What a lesson may say of how a run is looked at, as in the schema. */
export const VIEWS = {
  plot: ['curves', 'residual', 'surface', 'plane'],
  lossAxis: ['log', 'linear', 'excess'],
  iterationAxis: ['linear', 'log'],
  span: ['whole', 'latest'],
  /** The axes of the map of the loss. */
  map: ['coefficients', 'directions'],
  /** Whether the best polynomial is drawn too. */
  best: [true, false],
  details: [true, false],
} as const;

export type LessonView = {
  readonly [Name in keyof typeof VIEWS]?: (typeof VIEWS)[Name][number];
};

/** Something to do in a step. */
export type Task = Choose | TypeNumber | Reach;

/** Choose the one right answer. */
export interface Choose {
  readonly type: 'choose';
  readonly answers: readonly {
    readonly text: string;
    readonly right: boolean;
    /** What shows it; null if the run of the step does. */
    readonly run: ResolvedRun | null;
  }[];
}

/** Type a number. */
export interface TypeNumber {
  readonly type: 'number';
  readonly value: number;
  /** How far off it may be, as a share of the value. */
  readonly within: number;
  /** Whether what is typed is a learning rate, which is tried. */
  readonly isRate: boolean;
}

/** Bring something about with the keys. */
export interface Reach {
  readonly type: 'reach';
  /** All must hold. */
  readonly goals: readonly Goal[];
  readonly view: LessonView;
}

/** The numbers on the screen that a goal may be about. */
export const GOAL_NUMBERS = ['iteration', 'loss', 'rate'] as const;

export type GoalNumber = (typeof GOAL_NUMBERS)[number];

/** A number on the screen, compared with one that is computed. */
export interface Goal {
  readonly number: GoalNumber;
  readonly comparison: Comparison;
  readonly value: number;
}

export const COMPARISONS = ['<=', '>=', '<', '>'] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** Whether a comparison of two numbers holds; a loss beyond all numbers is the largest. */
export function compare(left: number, comparison: Comparison, right: number): boolean {
  const number = Number.isNaN(left) ? Number.POSITIVE_INFINITY : left;
  switch (comparison) {
    case '<':
      return number < right;
    case '<=':
      return number <= right;
    case '>':
      return number > right;
    case '>=':
      return number >= right;
  }
}

/** A title with a mark after it, unless it ends with one of its own. */
export function punctuated(title: string, mark: string): string {
  return /[.!?]$/.test(title) ? title : title + mark;
}
