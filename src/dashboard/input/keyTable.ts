/** The table of keys, from which dispatch, footer, help and README follow. */

import type { Action } from '../model/actions.js';
import type { Situation } from '../model/selectors.js';

export interface KeyBinding {
  /** Key names as `keyboard.ts` decodes them; the footer shows the first. */
  readonly keys: readonly string[];
  readonly action: Action;
  /**
   * A few words for the footer in each situation in which it shows the key; empty if those of the next
   * key are for both.
   */
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
  lesson: ['leave', 'answer', 'branch', 'nextStep', 'teach'],
  running: ['pause', 'workingRate', 'nextLane'],
  paused: ['pause', 'workingRate', 'nextLane'],
  finished: ['pause', 'nextLane'],
  diverged: ['workingRate', 'reset', 'nextLane'],
  played: ['pause', 'nextLane'],
};

/** The first to go when the footer is short of room. */
export const spareActions: readonly Action[] = ['nextOptimizer', 'teach', 'previousStep'];

/** The same word in every situation that shows the run; in a lesson only if its text names the key. */
function always(word: string): KeyBinding['footer'] {
  return {
    rewound: word,
    running: word,
    paused: word,
    finished: word,
    diverged: word,
    played: word,
    lesson: word,
  };
}

/** A binding as a row of the table; `keys` are separated by spaces. */
function key(
  keys: string,
  action: Action,
  help: string,
  footer: KeyBinding['footer'] = {},
): KeyBinding {
  return { keys: keys.split(' '), action, footer, help };
}

/** What the footer shows in every step of a lesson; other keys only if the text names them. */
export const lessonActions: readonly Action[] = [
  ...vitalActions.lesson,
  'pause',
  'previousStep',
  'help',
  'quit',
];

/** In the order of the help, which is also that of the footer. */
export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'Training',
    bindings: [
      key('space p', 'pause', 'pause or resume; at the end, train as long again', {
        rewound: 'resume',
        lesson: 'train',
        running: 'pause',
        paused: 'go on',
        finished: 'train on',
        played: 'again',
      }),
      key('s', 'step', 'pause, then train one iteration', {
        ...{ running: 'step', paused: 'step', lesson: 'one step' },
      }),
      key('S', 'stepTen', 'pause, then train ten iterations'),
      key('r', 'reset', 'reset: same coefficients, from iteration 0', {
        ...always('reset'),
        finished: 'same start',
        diverged: 'same start',
      }),
      key('n', 'reseed', 'reseed: new random coefficients', {
        ...always('new'),
        finished: 'new start',
        diverged: 'new start',
      }),
      key('+ =', 'faster', 'raise the pace (1, 2, 5, 10, ... max)', { lesson: 'faster' }),
      key('-', 'slower', 'lower the pace', { lesson: 'slower' }),
    ],
  },
  {
    name: 'Learning rate',
    bindings: [
      key('[', 'lowerRate', 'lower the learning rate without a reset', {
        rewound: '',
        running: '',
        paused: '',
        lesson: 'lower rate',
      }),
      key(']', 'raiseRate', 'raise the learning rate without a reset', {
        rewound: 'learning rate',
        running: 'learning rate',
        paused: 'learning rate',
        lesson: 'raise rate',
      }),
      key('L l', 'typeRate', 'type a learning rate or a share of the limit: 90%', {
        lesson: 'type rate',
      }),
      key('}', 'doubleRate', 'double the learning rate', { lesson: 'double rate' }),
      key('{', 'halveRate', 'halve the learning rate', { lesson: 'halve rate' }),
      key('0', 'initialRate', 'restore the initial learning rate', { lesson: 'first rate' }),
      key('w', 'workingRate', 'set half the limit; restart if above the initial loss', {
        running: 'safe rate',
        paused: 'safe rate',
        diverged: 'safe rate',
        lesson: 'safe rate',
      }),
      key(
        'tab',
        'nextLane',
        'show the next run, if several train side by side',
        always('next run'),
      ),
      key('shift-tab', 'previousLane', 'show the previous run'),
    ],
  },
  {
    name: 'Optimizer',
    bindings: [
      key('m', 'nextOptimizer', 'next optimizer without a reset: sgd, momentum, ...', {
        ...{ rewound: 'optimizer', running: 'optimizer', paused: 'optimizer' },
        lesson: 'optimizer',
      }),
      key('<', 'lowerBeta', 'lower its beta without a reset', { lesson: 'lower beta' }),
      key('>', 'raiseBeta', 'raise its beta without a reset', { lesson: 'raise beta' }),
    ],
  },
  {
    name: 'Looking back',
    bindings: [
      key('left', 'back', 'rewind one iteration; training pauses', {
        ...always('rewind'),
        rewound: '',
      }),
      key('right', 'forward', 'forward one iteration', { rewound: 'step', lesson: 'forward' }),
      key('shift-left', 'backTen', 'rewind ten iterations'),
      key('shift-right', 'forwardTen', 'forward ten iterations'),
      key('pageup', 'previousRecord', 'rewind to the previous record'),
      key('pagedown', 'nextRecord', 'forward to the next record', { help: 'page' }),
      key('G :', 'typeIteration', 'type an iteration to look at', { lesson: 'go to' }),
      key('home', 'first', 'rewind to the start of the run'),
      key('end', 'newest', 'back to the newest iteration; training resumes'),
      key('enter', 'branch', 'branch: train on from the iteration shown', {
        rewound: 'branch here',
        lesson: 'next',
        prompt: 'ok',
      }),
    ],
  },
  {
    name: 'View',
    bindings: [
      key('v', 'plot', 'plot: curves, residual, loss map, plane of beta and rate', always('view')),
      key('o', 'optimum', 'show or hide the best polynomial', { lesson: 'best' }),
      key('c', 'pair', 'next axes of the map: coefficients, directions', { lesson: 'map' }),
      key('y', 'lossScale', 'loss axis: logarithmic, linear, above the best', {
        lesson: 'loss axis',
      }),
      key('x', 'iterationScale', 'iteration axis: linear or logarithmic', {
        lesson: 'iteration axis',
      }),
      key('z', 'span', 'loss chart: the whole run or its latest part', { lesson: 'latest' }),
      key('f', 'full', 'full screen: the plot, the loss, back to all', always('full')),
      key('d', 'details', 'show or hide all other numbers', always('details')),
      key('g', 'earlier', 'show or hide earlier runs', { lesson: 'earlier' }),
      key('ctrl-l', 'redraw', 'redraw the screen'),
    ],
  },
  {
    name: 'Lessons',
    bindings: [
      key('t', 'teach', 'choose a lesson; in a lesson, restart the step', {
        ...always('lessons'),
        lesson: 'step again',
      }),
      key('1 2 3 4 5 6 7 8 9', 'answer', 'answer, or start typing a number', { lesson: 'answer' }),
      key('k', 'nextStep', 'skip this step; after an answer, Enter goes on', {
        lesson: 'skip',
      }),
      key('b', 'previousStep', 'back to the step before', { lesson: 'step back' }),
    ],
  },
  {
    name: 'Program',
    bindings: [
      key('e', 'save', 'export: save the records and the screen as files'),
      key('? h', 'help', 'show or hide this help', { ...always('help'), lesson: 'help' }),
      key('up', 'scrollUp', 'scroll the help up; PgUp: a page'),
      key('down', 'scrollDown', 'scroll the help down; PgDn: a page', { help: 'scroll' }),
      key('escape', 'leave', 'close the help; stop looking back; leave a lesson', {
        help: 'close',
        prompt: 'cancel',
        rewound: 'newest',
        lesson: 'leave',
      }),
      key('ctrl-z', 'suspend', 'suspend; type fg to come back'),
      key('q', 'quit', 'quit; in the help, close it', {
        ...always('quit'),
        lesson: 'quit',
        help: 'close',
      }),
      key('ctrl-c', 'quitAtOnce', 'quit, even from the help'),
    ],
  },
];
