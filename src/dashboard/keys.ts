/** The one table of keys: dispatch, footer, help and README all come from it. */

/** What a key asks for. */
export type Action =
  | 'pause'
  | 'step'
  | 'reset'
  | 'reseed'
  | 'faster'
  | 'slower'
  | 'raiseRate'
  | 'lowerRate'
  | 'initialRate'
  | 'back'
  | 'forward'
  | 'backTen'
  | 'forwardTen'
  | 'first'
  | 'newest'
  | 'branch'
  | 'lossScale'
  | 'span'
  | 'earlier'
  | 'plot'
  | 'optimum'
  | 'pair'
  | 'nextLane'
  | 'previousLane'
  | 'save'
  | 'help'
  | 'leave'
  | 'scrollUp'
  | 'scrollDown'
  | 'redraw'
  | 'suspend'
  | 'quit';

/** What cannot be done with a recording. */
export const trainingActions: ReadonlySet<Action> = new Set<Action>([
  'pause',
  'step',
  'reset',
  'reseed',
  'faster',
  'slower',
  'raiseRate',
  'lowerRate',
  'initialRate',
  'branch',
]);

export interface KeyBinding {
  /** Key names as `keyboard.ts` decodes them; the first is the one that is advertised. */
  readonly keys: readonly string[];
  readonly action: Action;
  /** One or two words for the footer; null for keys that only the help names. */
  readonly footer: string | null;
  /** What it does, in one line of the help overlay. */
  readonly help: string;
}

/** Keys that belong together, under a heading of the help. */
export interface KeyGroup {
  readonly name: string;
  readonly bindings: readonly KeyBinding[];
}

/** In the order of the help; the footer shows those that fit, in the same order. */
export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'Training',
    bindings: [
      {
        keys: ['space', 'p'],
        action: 'pause',
        footer: 'pause',
        help: 'pause; train on, also past the end',
      },
      { keys: ['s'], action: 'step', footer: 'step', help: 'pause and step to the next record' },
      { keys: ['r'], action: 'reset', footer: 'reset', help: 'reset: the same start again' },
      {
        keys: ['n'],
        action: 'reseed',
        footer: 'new',
        help: 'reseed: start from new random coefficients',
      },
      {
        keys: ['+', '='],
        action: 'faster',
        footer: null,
        help: 'raise the pace (1, 2, 5, 10, ... max)',
      },
      { keys: ['-'], action: 'slower', footer: null, help: 'lower the pace' },
    ],
  },
  {
    name: 'Learning rate',
    bindings: [
      {
        keys: [']'],
        action: 'raiseRate',
        footer: 'rate up',
        help: 'raise the learning rate, without a reset',
      },
      { keys: ['['], action: 'lowerRate', footer: 'down', help: 'lower the learning rate' },
      {
        keys: ['0'],
        action: 'initialRate',
        footer: null,
        help: 'put the initial learning rate back',
      },
      {
        keys: ['tab'],
        action: 'nextLane',
        footer: null,
        help: 'show the next of several learning rates',
      },
      { keys: ['shift-tab'], action: 'previousLane', footer: null, help: 'show the previous one' },
    ],
  },
  {
    name: 'Looking back',
    bindings: [
      {
        keys: ['left'],
        action: 'back',
        footer: 'rewind',
        help: 'rewind one record; training pauses meanwhile',
      },
      { keys: ['right'], action: 'forward', footer: null, help: 'forward one record' },
      {
        keys: ['pageup', 'shift-left'],
        action: 'backTen',
        footer: null,
        help: 'rewind ten records',
      },
      {
        keys: ['pagedown', 'shift-right'],
        action: 'forwardTen',
        footer: null,
        help: 'forward ten records',
      },
      { keys: ['home'], action: 'first', footer: null, help: 'to the start of the run' },
      { keys: ['end'], action: 'newest', footer: null, help: 'to the newest record' },
      {
        keys: ['enter'],
        action: 'branch',
        footer: null,
        help: 'train on from the moment shown, as a branch',
      },
    ],
  },
  {
    name: 'View',
    bindings: [
      {
        keys: ['v'],
        action: 'plot',
        footer: 'view',
        help: 'plot: both curves, the residual, the loss surface',
      },
      {
        keys: ['o'],
        action: 'optimum',
        footer: null,
        help: 'show or hide the best polynomial in the plot',
      },
      {
        keys: ['c'],
        action: 'pair',
        footer: null,
        help: 'other coefficients for the loss surface',
      },
      { keys: ['y'], action: 'lossScale', footer: null, help: 'loss axis: logarithmic or linear' },
      {
        keys: ['z'],
        action: 'span',
        footer: null,
        help: 'loss chart: the whole run or its latest part',
      },
      { keys: ['g'], action: 'earlier', footer: null, help: 'show or hide earlier runs' },
      { keys: ['ctrl-l'], action: 'redraw', footer: null, help: 'draw the screen anew' },
    ],
  },
  {
    name: 'Program',
    bindings: [
      {
        keys: ['e'],
        action: 'save',
        footer: null,
        help: 'export: save the records and this screen as files',
      },
      { keys: ['?', 'h'], action: 'help', footer: 'help', help: 'show or hide this help' },
      {
        keys: ['up'],
        action: 'scrollUp',
        footer: null,
        help: 'scroll the help up; PgUp: by a page',
      },
      {
        keys: ['down'],
        action: 'scrollDown',
        footer: null,
        help: 'scroll the help down; PgDn: by a page',
      },
      { keys: ['escape'], action: 'leave', footer: null, help: 'close the help; end looking back' },
      {
        keys: ['ctrl-z'],
        action: 'suspend',
        footer: null,
        help: 'suspend; fg brings the dashboard back',
      },
      { keys: ['q', 'ctrl-c'], action: 'quit', footer: 'quit', help: 'quit' },
    ],
  },
];

/** All keys, without their groups. */
export const keyBindings: readonly KeyBinding[] = keyGroups.flatMap(({ bindings }) => bindings);

const actions = new Map(
  keyBindings.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)),
);

/** The action of a key; undefined when the key has none. */
export function actionOf(key: string): Action | undefined {
  return actions.get(key);
}

const labels: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  'shift-left': 'Shift-Left',
  'shift-right': 'Shift-Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  left: 'Left',
  right: 'Right',
  up: 'Up',
  down: 'Down',
};

/** A key's name as people write it: `Ctrl-L`, `Esc`, `space`, `r`. */
export function keyLabel(key: string): string {
  return labels[key] ?? (key.startsWith('ctrl-') ? `Ctrl-${key.slice(5).toUpperCase()}` : key);
}
