/** What the keys ask for, by topic; each topic has its table of handlers in `update/`. */

const training = [
  'pause',
  'step',
  'stepTen',
  'faster',
  'slower',
  'raiseRate',
  'lowerRate',
  'doubleRate',
  'halveRate',
  'initialRate',
  'workingRate',
] as const;

/** Their values are typed. */
export type PromptAction = 'typeRate' | 'typeIteration';

/** They begin a run in the place of another. */
const restarts = ['reset', 'reseed', 'branch'] as const;

export type TrainingAction = (typeof training)[number];

export type RestartAction = (typeof restarts)[number];

export type RewindAction =
  | 'back'
  | 'forward'
  | 'backTen'
  | 'forwardTen'
  | 'previousRecord'
  | 'nextRecord'
  | 'first'
  | 'newest'
  | 'leave';

export type ViewAction =
  | 'lossScale'
  | 'iterationScale'
  | 'span'
  | 'earlier'
  | 'plot'
  | 'optimum'
  | 'pair'
  | 'full'
  | 'details'
  | 'nextLane'
  | 'previousLane';

export type ProgramAction =
  | 'help'
  | 'scrollUp'
  | 'scrollDown'
  | 'redraw'
  | 'save'
  | 'suspend'
  | 'quit'
  | 'quitAtOnce';

export type Action =
  | TrainingAction
  | PromptAction
  | RestartAction
  | RewindAction
  | ViewAction
  | ProgramAction;

/** What cannot be done with a recording. */
export const trainingActions: ReadonlySet<Action> = new Set<Action>([
  ...training,
  ...restarts,
  'typeRate',
]);
