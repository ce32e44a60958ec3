/** The actions of the keys, by topic; each topic has a table of handlers in `update/`. */

type PlayingAction = 'pause' | 'step' | 'stepTen' | 'faster' | 'slower';

const rates = [
  'raiseRate',
  'lowerRate',
  'doubleRate',
  'halveRate',
  'initialRate',
  'workingRate',
] as const;

const optimizers = ['nextOptimizer', 'raiseBeta', 'lowerBeta'] as const;

/** Actions that ask the user to type a value. */
export type PromptAction = 'typeRate' | 'typeIteration';

/** Actions that start a run in place of another. */
const restarts = ['reset', 'reseed', 'branch'] as const;

export type TrainingAction = PlayingAction | (typeof rates)[number] | (typeof optimizers)[number];

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

export type LessonAction = 'teach' | 'nextStep' | 'previousStep' | 'answer';

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
  | LessonAction
  | ProgramAction;

/** The actions that a recording does not allow. */
export const trainingActions: ReadonlySet<Action> = new Set<Action>([
  ...rates,
  ...optimizers,
  ...restarts,
  'typeRate',
  'teach',
]);
