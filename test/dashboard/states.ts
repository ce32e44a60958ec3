/** States of the dashboard, reached by real training through the real update function. */

import { actionOf, isTyped } from '../../src/dashboard/input/keymap.js';
import type { Action } from '../../src/dashboard/model/actions.js';
import type { ActionEvent, Event } from '../../src/dashboard/model/events.js';
import { initialState, type Size, type State } from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import { scrolledWithin } from '../../src/dashboard/panels/help.js';
import { analyse } from '../../src/fit/analysis.js';
import { OPTIMIZERS, type Optimizer } from '../../src/fit/optimizers.js';
import { findLesson, LESSON_NAMES } from '../../src/lessons/packaged.js';
import { defaultRate } from '../../src/options/optimizers.js';
import { type ResolvedRun, type RunSettings, runSettings } from '../../src/options/start.js';
import type { RunEvent } from '../../src/runs/events.js';
import { Trainer } from '../../src/training/trainer.js';
import { PUBLISHED } from '../fit/tutorial.js';

/** The run that the tutorial's page shows. */
export const tutorialSettings: RunSettings = {
  degree: 3,
  samples: 2000,
  interval: [-Math.PI, Math.PI],
  engine: 'pointwise',
  initial: PUBLISHED.initial,
  learningRate: 1e-6,
  optimizer: OPTIMIZERS.sgd,
  schedule: [],
  iterations: 2000,
  every: 100,
};

/** A start that does not come from a random generator. */
export function drawStart() {
  return { seed: 7, initial: [0.5, -0.25, 0.125, 1] };
}

/** The event of a key with the given action. */
export function pressed(action: Action, start = drawStart()): ActionEvent {
  return action === 'reseed' ? { type: 'action', action, start } : { type: 'action', action };
}

/** What a simulation may begin with besides its size. */
interface Setup {
  readonly settings?: RunSettings;
  /** The seed that the initial coefficients are said to come from. */
  readonly seed?: number | null;
  readonly learningRates?: readonly number[];
  /** In place of the settings with each of these learning rates. */
  readonly runs?: readonly RunSettings[];
  readonly pace?: number;
  readonly paused?: boolean;
  /** Whether the analysis of the problem has arrived. */
  readonly analysed?: boolean;
}

function analysisOf({ samples, interval, degree }: RunSettings): Event {
  return { type: 'analysis', analysis: analyse(samples, interval, degree) };
}

/** The dashboard with trainers on a clock of its own in place of the workers. */
export class Simulation {
  state: State;
  /** What has happened to the runs. */
  readonly events: RunEvent[] = [];
  #now = 0;
  /** Those of the run on the screen, and those that wait while a lesson has another one there. */
  #trainers: readonly Trainer[];
  #waiting: readonly Trainer[] = [];

  constructor(size: Size, setup: Setup = {}) {
    const {
      settings = tutorialSettings,
      seed = null,
      pace = 500,
      paused = false,
      analysed = true,
    } = setup;
    const { learningRates = [settings.learningRate] } = setup;
    const { runs = learningRates.map((learningRate) => ({ ...settings, learningRate })) } = setup;
    this.state = initialState({ runs, seed, pace, paused, size });
    const tell = (event: Event) => this.send(event);
    this.#trainers = this.#start(runs, pace, paused, tell);
    this.pass(0);
    if (analysed) {
      tell(analysisOf(runs[0]!));
    }
  }

  #start(
    runs: readonly RunSettings[],
    pace: number,
    paused: boolean,
    tell: (event: Event) => void,
  ): Trainer[] {
    const trainers: Trainer[] = [];
    for (const [lane, settings] of runs.entries()) {
      trainers[lane] = new Trainer(
        { run: lane, settings, pace, paused, watched: true },
        {
          now: () => this.#now,
          send: (progress) => {
            tell({ type: 'progress', progress });
            trainers[lane]?.handle({ type: 'acknowledge' });
          },
        },
      );
    }
    return trainers;
  }

  /** Lets an event happen. */
  send(event: Event): void {
    const { state, effects } = update(this.state, event);
    this.state = scrolledWithin(state);
    for (const effect of effects) {
      switch (effect.type) {
        case 'command':
          this.#trainers[effect.lane]!.handle(effect.command);
          break;
        case 'record':
          this.events.push(...effect.events);
          break;
        case 'readLessons':
          this.send({ type: 'lessons', lessons: LESSON_NAMES.map(findLesson) });
          break;
        case 'setUp':
          this.#setUp(effect.setup, effect.run);
          break;
        case 'takeDown':
          this.#trainers = this.#waiting;
          this.#waiting = [];
          break;
      }
    }
  }

  #setUp(setup: number, run: ResolvedRun): void {
    const runs = runSettings(run);
    // As with workers, nothing arrives before the trainers can be sent commands.
    const early: Event[] = [];
    let tell = (event: Event): unknown => early.push(event);
    if (this.#waiting.length === 0) {
      this.#waiting = this.#trainers;
    }
    this.#trainers = this.#start(runs, run.options.pace, true, (event) => tell(event));
    tell = (event) => this.send({ type: 'inLesson', setup, event });
    [...early, analysisOf(runs[0]!)].forEach(tell);
  }

  /** Presses a key that the table knows. */
  press(key: string, start = drawStart()): void {
    if (isTyped(this.state, key)) {
      this.send({ type: 'typed', key });
      this.pass(0);
      return;
    }
    const action = actionOf(key);
    if (!action) {
      throw new Error(`no key ${key}`);
    }
    this.send(pressed(action, start));
    this.pass(0);
  }

  /** Lets time pass in which the trainers work whenever they want to. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const waits = [...this.#trainers, ...this.#waiting]
        .map((trainer) => trainer.slice())
        .filter((wait) => wait !== null);
      // Work takes time too: without it a trainer that wants to go on at once never lets any pass.
      const wait = Math.max(1, Math.min(...waits));
      if (this.#now + wait > end) {
        break;
      }
      this.#now += wait;
    }
    this.#now = Math.max(this.#now, end);
  }
}

/** A run to its end whose rate was above the limit for so long that the loss is above its start. */
export function raisedForAWhile(size: Size): Simulation {
  const simulation = new Simulation(size, {
    settings: { ...tutorialSettings, learningRate: 3.5e-6 },
  });
  for (let i = 0; i < 5; i++) {
    simulation.press(']');
  }
  simulation.pass(3000);
  simulation.press('0');
  simulation.pass(5000);
  return simulation;
}

const SMALLEST: Size = { columns: 80, rows: 24 };

export const sizes: readonly Size[] = [
  SMALLEST,
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

/** Plays each state that looks different, at one moment of the tutorial's run. */
const plays: Readonly<Record<string, () => State>> = {
  starting: () =>
    initialState({
      runs: [tutorialSettings],
      seed: null,
      pace: 500,
      paused: false,
      size: SMALLEST,
    }),
  running: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(2000);
    return simulation.state;
  },
  paused: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(1000);
    simulation.press('space');
    return simulation.state;
  },
  finished: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(5000);
    return simulation.state;
  },
  diverged: () => {
    const simulation = new Simulation(SMALLEST, {
      settings: { ...tutorialSettings, learningRate: 5e-6 },
    });
    simulation.pass(5000);
    return simulation.state;
  },
  'not-converged': () => {
    const simulation = new Simulation(SMALLEST, {
      settings: { ...tutorialSettings, learningRate: 3.6e-6 },
    });
    simulation.pass(5000);
    return simulation.state;
  },
  'diverged-at-once': () => {
    const simulation = new Simulation(SMALLEST, {
      settings: { ...tutorialSettings, learningRate: 1e-3 },
    });
    simulation.pass(5000);
    return simulation.state;
  },
  'perfect-fit': () => {
    const simulation = new Simulation(SMALLEST, {
      settings: { ...tutorialSettings, samples: 5, learningRate: 1e-4 },
    });
    simulation.pass(3000);
    return simulation.state;
  },
  help: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(1000);
    simulation.press('?');
    return simulation.state;
  },
  degree9: () => {
    const simulation = new Simulation(SMALLEST, {
      settings: {
        ...tutorialSettings,
        degree: 9,
        initial: [0, 1, 0, -0.1, 0, 0, 0, 0, 0, 0],
        learningRate: 1e-12,
      },
    });
    simulation.pass(2000);
    return simulation.state;
  },
  rewound: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(3000);
    for (let i = 0; i < 10; i++) {
      simulation.press('pageup');
    }
    return simulation.state;
  },
  branched: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(2500);
    for (const key of ['home', 'pagedown', 'pagedown', 'pagedown', 'enter']) {
      simulation.press(key);
    }
    for (let i = 0; i < 10; i++) {
      simulation.press(']');
    }
    simulation.pass(1000);
    return simulation.state;
  },
  'above-the-limit': () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(1000);
    for (let i = 0; i < 28; i++) {
      simulation.press(']');
    }
    simulation.pass(200);
    return simulation.state;
  },
  compared: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(4000);
    simulation.press('n');
    simulation.pass(1500);
    return simulation.state;
  },
  'side-by-side': () => {
    const simulation = new Simulation(SMALLEST, { learningRates: [1e-7, 1e-6, 3.5e-6] });
    simulation.pass(3000);
    simulation.press('tab');
    return simulation.state;
  },
  momentum: () => {
    const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.momentum };
    const simulation = new Simulation(SMALLEST, { settings });
    simulation.pass(80);
    simulation.press('space');
    return simulation.state;
  },
  plane: () => {
    const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.momentum, learningRate: 3e-6 };
    const simulation = new Simulation(SMALLEST, { settings });
    simulation.pass(80);
    for (const key of ['space', 'v', 'v', 'v']) {
      simulation.press(key);
    }
    return simulation.state;
  },
  race: () => {
    const runs = (Object.values(OPTIMIZERS) as Optimizer[]).map((optimizer) => ({
      ...{ ...tutorialSettings, optimizer, learningRate: defaultRate(optimizer) },
    }));
    const simulation = new Simulation(SMALLEST, { runs });
    simulation.pass(2000);
    simulation.press('shift-tab');
    return simulation.state;
  },
  linear: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(3000);
    simulation.press('y');
    return simulation.state;
  },
  latest: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(3500);
    simulation.press('z');
    return simulation.state;
  },
  optimum: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(2000);
    simulation.press('o');
    return simulation.state;
  },
  residual: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(3500);
    simulation.press('v');
    return simulation.state;
  },
  surface: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(3500);
    simulation.press('v');
    simulation.press('v');
    return simulation.state;
  },
  lesson: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(1000);
    simulation.send({ type: 'lesson', lesson: findLesson('limit') });
    simulation.pass(0);
    return simulation.state;
  },
  'lesson-answered': () => {
    const simulation = new Simulation(SMALLEST);
    simulation.send({ type: 'lesson', lesson: findLesson('limit') });
    simulation.pass(0);
    simulation.press('2');
    simulation.pass(1000);
    return simulation.state;
  },
  lessons: () => {
    const simulation = new Simulation(SMALLEST);
    simulation.pass(1000);
    simulation.press('t');
    return simulation.state;
  },
};

/** These states at any size; each is played once, since states are immutable. */
export const scenes: Readonly<Record<string, (size: Size) => State>> = Object.fromEntries(
  Object.entries(plays).map(([name, play]) => {
    let played: State | undefined;
    const stateAt = (size: Size): State => {
      played ??= play();
      return update(played, { type: 'resize', size }).state;
    };
    return [name, stateAt];
  }),
);
