/** Every key of the table, typed as the bytes that terminals send, does what it says. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { createKeyDecoder } from '../../src/dashboard/input/keyboard.js';
import { actionOf, isTyped, keyBindings } from '../../src/dashboard/input/keymap.js';
import { keyLabel } from '../../src/dashboard/input/keyNames.js';
import type { Action } from '../../src/dashboard/model/actions.js';
import type { Effect } from '../../src/dashboard/model/events.js';
import { focusedRun } from '../../src/dashboard/model/selectors.js';
import type { State } from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import { findLesson } from '../../src/lessons/packaged.js';
import { drawStart, pressed, Simulation } from './states.js';

const size = { columns: 80, rows: 24 };

/** What terminals send for keys that are not a character of their own. */
const bytes: Readonly<Record<string, string>> = {
  space: ' ',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  enter: '\r',
  escape: '\x1b',
  left: '\x1b[D',
  right: '\x1b[C',
  up: '\x1b[A',
  down: '\x1b[B',
  'shift-left': '\x1b[1;2D',
  'shift-right': '\x1b[1;2C',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  'ctrl-c': '\x03',
  'ctrl-l': '\x0c',
  'ctrl-z': '\x1a',
};

/** A run that has come half way, with other learning rates beside it. */
function halfWay(): Simulation {
  const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6] });
  simulation.pass(2500);
  return simulation;
}

function withMomentum(): Simulation {
  const simulation = halfWay();
  simulation.press('m');
  return simulation;
}

function rewound(): Simulation {
  const simulation = halfWay();
  simulation.press('left');
  simulation.press('left');
  return simulation;
}

function withHelp(): Simulation {
  const simulation = halfWay();
  simulation.press('?');
  simulation.press('down');
  return simulation;
}

/** A lesson that asks for a choice in its first step. */
function inLesson(): Simulation {
  const simulation = halfWay();
  simulation.send({ type: 'lesson', lesson: findLesson('limit') });
  return simulation;
}

interface Change {
  readonly before: State;
  readonly after: State;
  readonly effects: readonly Effect[];
}

const sends =
  (...types: string[]) =>
  ({ effects }: Change) =>
    types.every((type) =>
      effects.some((effect) => effect.type === 'command' && effect.command.type === type),
    );

const moves = (sign: 1 | -1, least: number) => (change: Change) => {
  const from = change.before.rewind?.iteration ?? focusedRun(change.before).present!.iteration;
  return (change.after.rewind!.iteration - from) * sign >= least;
};

const stepsBy =
  (iterations: number) =>
  ({ effects }: Change) =>
    effects.some(
      (effect) =>
        effect.type === 'command' &&
        effect.command.type === 'step' &&
        effect.command.iterations === iterations,
    );

const asksFor =
  (learningRate: number) =>
  ({ after }: Change) =>
    focusedRun(after).rateAsked === learningRate;

const asksForBeta =
  (beta: number) =>
  ({ after }: Change) =>
    isDeepStrictEqual(focusedRun(after).optimizerAsked, { name: 'momentum', beta });

/** The state in which each action is tried, and what it must lead to. */
const cases: Readonly<Record<Action, readonly [() => Simulation, (change: Change) => boolean]>> = {
  pause: [halfWay, sends('pause')],
  step: [halfWay, stepsBy(1)],
  stepTen: [halfWay, stepsBy(10)],
  reset: [halfWay, sends('restart')],
  reseed: [halfWay, ({ after }) => focusedRun(after).seed === drawStart().seed],
  faster: [halfWay, ({ after }) => after.pace === 1000],
  slower: [halfWay, ({ after }) => after.pace === 200],
  raiseRate: [halfWay, sends('learningRate')],
  lowerRate: [halfWay, sends('learningRate')],
  doubleRate: [halfWay, asksFor(2e-6)],
  halveRate: [halfWay, asksFor(5e-7)],
  typeRate: [halfWay, ({ after }) => after.prompt?.asksFor === 'learningRate'],
  typeIteration: [halfWay, ({ after }) => after.prompt?.asksFor === 'iteration'],
  workingRate: [halfWay, asksFor(1.7e-6)],
  initialRate: [
    () => {
      const simulation = halfWay();
      simulation.press(']');
      return simulation;
    },
    sends('learningRate'),
  ],
  nextOptimizer: [halfWay, sends('optimizer')],
  raiseBeta: [withMomentum, asksForBeta(0.91)],
  lowerBeta: [withMomentum, asksForBeta(0.89)],
  nextLane: [halfWay, ({ after }) => after.focus === 1],
  previousLane: [halfWay, ({ after }) => after.focus === 1],
  back: [rewound, moves(-1, 1)],
  forward: [rewound, moves(1, 1)],
  backTen: [rewound, moves(-1, 10)],
  forwardTen: [
    () => {
      const simulation = rewound();
      simulation.press('home');
      return simulation;
    },
    moves(1, 10),
  ],
  previousRecord: [rewound, ({ after }) => after.rewind?.iteration === 1099],
  nextRecord: [
    () => {
      const simulation = rewound();
      simulation.press('home');
      return simulation;
    },
    ({ after }) => after.rewind?.iteration === 99,
  ],
  first: [rewound, ({ after }) => after.rewind?.iteration === 0],
  newest: [rewound, ({ after }) => after.rewind === null],
  branch: [rewound, sends('restart', 'resume')],
  plot: [halfWay, ({ after }) => after.plot === 'residual'],
  optimum: [halfWay, ({ after }) => after.showOptimum],
  pair: [halfWay, ({ after }) => after.pair === 1],
  lossScale: [halfWay, ({ after }) => after.lossScale === 'linear'],
  iterationScale: [halfWay, ({ after }) => after.iterationScale === 'log'],
  span: [halfWay, ({ after }) => after.span === 'latest'],
  full: [halfWay, ({ after }) => after.full === 'curves'],
  details: [halfWay, ({ after }) => after.showDetails],
  earlier: [halfWay, ({ after }) => !after.showEarlier],
  teach: [halfWay, ({ effects }) => effects.some(({ type }) => type === 'readLessons')],
  nextStep: [inLesson, ({ after }) => after.teaching?.step === 1],
  previousStep: [
    () => {
      const simulation = inLesson();
      simulation.press('k');
      return simulation;
    },
    ({ before, after }) => before.teaching?.step === 1 && after.teaching?.step === 0,
  ],
  // Where a lesson asks for one, the key is typed.
  answer: [inLesson, ({ before }) => isTyped(before, '1') && !isTyped(halfWay().state, '1')],
  help: [halfWay, ({ after }) => after.help === 0],
  leave: [withHelp, ({ after }) => after.help === null],
  scrollUp: [withHelp, ({ after }) => after.help === 0],
  scrollDown: [withHelp, ({ after }) => after.help === 2],
  redraw: [halfWay, ({ effects }) => effects.some(({ type }) => type === 'redraw')],
  suspend: [halfWay, ({ effects }) => effects.some(({ type }) => type === 'suspend')],
  save: [halfWay, ({ effects }) => effects.some(({ type }) => type === 'save')],
  quit: [halfWay, ({ effects }) => effects.some(({ type }) => type === 'quit')],
  quitAtOnce: [withHelp, ({ effects }) => effects.some(({ type }) => type === 'quit')],
};

describe('every key of the table', () => {
  for (const { keys, action } of keyBindings) {
    for (const key of keys) {
      test(`${keyLabel(key)}: ${action}`, (context) => {
        context.mock.timers.enable({ apis: ['setTimeout'] });
        const typed: string[] = [];
        const decoder = createKeyDecoder((name) => typed.push(name));
        decoder.write(Buffer.from(bytes[key] ?? key));
        context.mock.timers.tick(1000);
        assert.deepEqual(typed, [key]);
        const [start, works] = cases[actionOf(typed[0]!)!];
        const before = start().state;
        const { state, effects } = update(before, pressed(action));
        assert.ok(works({ before, after: state, effects }));
      });
    }
  }
});

test('q in the help closes it, from wherever that was opened', () => {
  for (const start of [halfWay, rewound]) {
    for (const key of ['q', 'Q']) {
      const simulation = start();
      const before = simulation.state;
      simulation.press('?');
      simulation.press(key);
      assert.deepEqual(simulation.state, before);
    }
  }
});

test('the README names every key', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  for (const { keys } of keyBindings) {
    for (const key of keys) {
      assert.ok(readme.includes(`\`${keyLabel(key)}\``), keyLabel(key));
    }
  }
});
