/** The table of keys, from which dispatch, footer, help and README follow. */

import type { Action } from '../model/actions.js';
import type { Situation } from '../model/selectors.js';
import type { State } from '../model/state.js';

export interface KeyBinding {
  /** Key names as `keyboard.ts` decodes them; the footer shows the first. */
  readonly keys: readonly string[];
  readonly action: Action;
  /** One or two words for the footer, in the situations in which it shows the key. */
  readonly footer: Readonly<Partial<Record<Situation, string>>>;
  /** What it does, in one line of the help overlay. */
  readonly help: string;
}

/** Keys under one heading of the help. */
export interface KeyGroup {
  readonly name: string;
  readonly bindings: readonly KeyBinding[];
}

/**
 * The main actions of each situation, most important first. When the footer is short of room, they
 * are the last to go, except for help and quit.
 */
export const vitalActions: Readonly<Record<Situation, readonly Action[]>> = {
  help: ['leave', 'scrollDown', 'nextRecord'],
  prompt: ['branch', 'leave'],
  rewound: ['branch', 'leave', 'back', 'forward'],
  running: ['pause', 'nextLane'],
  paused: ['pause', 'nextLane'],
  finished: ['pause', 'nextLane'],
  diverged: ['workingRate', 'reset', 'nextLane'],
  played: ['pause', 'nextLane'],
};

/** The same word in every situation that shows the run. */
function always(word: string): KeyBinding['footer'] {
  return {
    ...{ rewound: word, running: word, paused: word, finished: word, diverged: word },
    played: word,
  };
}

/** In the order of the help, which is also that of the footer. */
export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'Training',
    bindings: [
      {
        keys: ['space', 'p'],
        action: 'pause',
        footer: {
          ...{ rewound: 'go on', running: 'pause', paused: 'go on', finished: 'train on' },
          played: 'again',
        },
        help: 'pause or resume; at the end, train as long again',
      },
      {
        keys: ['s'],
        action: 'step',
        footer: { running: 'step', paused: 'step' },
        help: 'pause, then train one iteration',
      },
      { keys: ['S'], action: 'stepTen', footer: {}, help: 'pause, then train ten iterations' },
      {
        keys: ['r'],
        action: 'reset',
        footer: always('reset'),
        help: 'reset: same coefficients, from iteration 0',
      },
      {
        keys: ['n'],
        action: 'reseed',
        footer: always('new'),
        help: 'reseed: new random coefficients',
      },
      {
        keys: ['+', '='],
        action: 'faster',
        footer: {},
        help: 'raise the pace (1, 2, 5, 10, ... max)',
      },
      { keys: ['-'], action: 'slower', footer: {}, help: 'lower the pace' },
    ],
  },
  {
    name: 'Learning rate',
    bindings: [
      {
        keys: [']'],
        action: 'raiseRate',
        footer: { rewound: 'rate up', running: 'rate up', paused: 'rate up' },
        help: 'raise the learning rate without a reset',
      },
      {
        keys: ['['],
        action: 'lowerRate',
        footer: { rewound: 'down', running: 'down', paused: 'down' },
        help: 'lower the learning rate',
      },
      {
        keys: ['L', 'l'],
        action: 'typeRate',
        footer: {},
        help: 'type a learning rate or a share of the limit: 90%',
      },
      { keys: ['}'], action: 'doubleRate', footer: {}, help: 'double the learning rate' },
      { keys: ['{'], action: 'halveRate', footer: {}, help: 'halve the learning rate' },
      {
        keys: ['0'],
        action: 'initialRate',
        footer: {},
        help: 'restore the initial learning rate',
      },
      {
        keys: ['w'],
        action: 'workingRate',
        footer: { diverged: 'mend' },
        help: 'half the limit; restarts a diverged run',
      },
      {
        keys: ['tab'],
        action: 'nextLane',
        footer: always('next rate'),
        help: 'show the next learning rate, if there are several',
      },
      {
        keys: ['shift-tab'],
        action: 'previousLane',
        footer: {},
        help: 'show the previous learning rate',
      },
    ],
  },
  {
    name: 'Looking back',
    bindings: [
      {
        keys: ['left'],
        action: 'back',
        footer: { ...always('rewind'), rewound: 'back' },
        help: 'rewind one iteration; training pauses',
      },
      {
        keys: ['right'],
        action: 'forward',
        footer: { rewound: 'forward' },
        help: 'forward one iteration',
      },
      {
        keys: ['shift-left'],
        action: 'backTen',
        footer: {},
        help: 'rewind ten iterations',
      },
      {
        keys: ['shift-right'],
        action: 'forwardTen',
        footer: {},
        help: 'forward ten iterations',
      },
      {
        keys: ['pageup'],
        action: 'previousRecord',
        footer: {},
        help: 'rewind to the previous record',
      },
      {
        keys: ['pagedown'],
        action: 'nextRecord',
        footer: { help: 'page' },
        help: 'forward to the next record',
      },
      {
        keys: ['G', ':'],
        action: 'typeIteration',
        footer: {},
        help: 'type an iteration to look at',
      },
      { keys: ['home'], action: 'first', footer: {}, help: 'rewind to the start of the run' },
      {
        keys: ['end'],
        action: 'newest',
        footer: {},
        help: 'back to the newest iteration; training resumes',
      },
      {
        keys: ['enter'],
        action: 'branch',
        footer: { rewound: 'branch', prompt: 'ok' },
        help: 'branch: train on from the iteration shown',
      },
    ],
  },
  {
    name: 'View',
    bindings: [
      {
        keys: ['v'],
        action: 'plot',
        footer: always('view'),
        help: 'plot: both curves, the residual, a map of the loss',
      },
      {
        keys: ['o'],
        action: 'optimum',
        footer: {},
        help: 'show or hide the best polynomial',
      },
      {
        keys: ['c'],
        action: 'pair',
        footer: {},
        help: 'next axes of the map: coefficients, directions',
      },
      {
        keys: ['y'],
        action: 'lossScale',
        footer: {},
        help: 'loss axis: logarithmic, linear, above the best',
      },
      {
        keys: ['x'],
        action: 'iterationScale',
        footer: {},
        help: 'iteration axis: linear or logarithmic',
      },
      {
        keys: ['z'],
        action: 'span',
        footer: {},
        help: 'loss chart: the whole run or its latest part',
      },
      {
        keys: ['f'],
        action: 'full',
        footer: always('full'),
        help: 'full screen: the plot, the loss, back to all',
      },
      {
        keys: ['d'],
        action: 'details',
        footer: always('details'),
        help: 'show or hide all other numbers',
      },
      { keys: ['g'], action: 'earlier', footer: {}, help: 'show or hide earlier runs' },
      { keys: ['ctrl-l'], action: 'redraw', footer: {}, help: 'redraw the screen' },
    ],
  },
  {
    name: 'Program',
    bindings: [
      {
        keys: ['e'],
        action: 'save',
        footer: {},
        help: 'export: save the records and the screen as files',
      },
      { keys: ['?', 'h'], action: 'help', footer: always('help'), help: 'show or hide this help' },
      {
        keys: ['up'],
        action: 'scrollUp',
        footer: {},
        help: 'scroll the help up; PgUp: a page',
      },
      {
        keys: ['down'],
        action: 'scrollDown',
        footer: { help: 'scroll' },
        help: 'scroll the help down; PgDn: a page',
      },
      {
        keys: ['escape'],
        action: 'leave',
        footer: { help: 'close', prompt: 'cancel', rewound: 'now' },
        help: 'close the help; stop looking back',
      },
      {
        keys: ['ctrl-z'],
        action: 'suspend',
        footer: {},
        help: 'suspend; type fg to come back',
      },
      {
        keys: ['q'],
        action: 'quit',
        footer: { ...always('quit'), help: 'close' },
        help: 'quit; in the help, close it',
      },
      { keys: ['ctrl-c'], action: 'quitAtOnce', footer: {}, help: 'quit, even from the help' },
    ],
  },
];

/** All keys, without their groups. */
export const keyBindings: readonly KeyBinding[] = keyGroups.flatMap(({ bindings }) => bindings);

const actions = new Map(
  keyBindings.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)),
);

/**
 * The action of a key; undefined if it has none. Capital letters without an action of their own do
 * what the small ones do.
 */
export function actionOf(key: string): Action | undefined {
  return actions.get(key) ?? (/^[A-Z]$/.test(key) ? actions.get(key.toLowerCase()) : undefined);
}

/** Whether a key goes to the prompt; keys with Ctrl keep their actions. */
export function isTyped({ prompt }: State, key: string): boolean {
  return prompt !== null && !key.startsWith('ctrl-');
}
