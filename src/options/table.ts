import { OBJECTIVE_ENGINES } from '../fit/engines.js';
import { MAX_DEGREE } from '../fit/polynomial.js';
import { MAX_SEED } from '../fit/random.js';

/** How a run without the dashboard prints its records. */
const FORMATS = ['text', 'ndjson', 'csv'] as const;

export type Format = (typeof FORMATS)[number];

/** The most runs that train side by side, each with a learning rate. */
export const MAX_LEARNING_RATES = 6;

/** The most iterations of a run. */
export const MAX_ITERATIONS = 1_000_000_000;

/** The most learning-rate changes in a schedule; more would not fit on a command line. */
export const MAX_SCHEDULE = 1000;

/** The kind of value that an option takes. */
export type OptionKind =
  | { readonly type: 'whole'; readonly min: number; readonly max: number }
  /** A list of different numbers above 0, from one to `most`. */
  | { readonly type: 'positives'; readonly most: number }
  /** A list of optimizers, from one to `most`. */
  | { readonly type: 'optimizers'; readonly most: number }
  /** Learning rates from given iterations on, at most `most`. */
  | { readonly type: 'schedule'; readonly most: number }
  | { readonly type: 'pace' }
  | { readonly type: 'coefficients' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'path' }
  /** On or off: `--ascii`, `--no-ascii`. */
  | { readonly type: 'switch' }
  /** Something to do instead of training; never a setting. */
  | { readonly type: 'flag' };

export type OptionGroup =
  | 'Training'
  | 'Start'
  | 'Dashboard'
  | 'Output'
  | 'Files'
  | 'Configuration'
  | 'Information';

/** One row of the option table. */
export interface OptionDefinition {
  /** The long name without its dashes. */
  readonly name: string;
  /** Another name for the same option. */
  readonly alias?: string;
  readonly group: OptionGroup;
  readonly kind: OptionKind;
  /** The default as one would type it. */
  readonly default?: string;
  /** Unit of the value, if it has one. */
  readonly unit?: string;
  /** One sentence without a full stop. */
  readonly description: string;
}

/** Every option, in the order in which they are listed. */
export const OPTION_TABLE = [
  {
    name: 'iterations',
    group: 'Training',
    kind: { type: 'whole', min: 1, max: MAX_ITERATIONS },
    default: '2000',
    unit: 'iterations',
    description: 'How long to train',
  },
  {
    name: 'learning-rate',
    alias: 'lr',
    group: 'Training',
    kind: { type: 'positives', most: MAX_LEARNING_RATES },
    default: '1e-6',
    description:
      'Step size of each update, for the summed squared error; several train side by side; ' +
      'by default 1e-3 with rmsprop and adam',
  },
  {
    name: 'optimizer',
    group: 'Training',
    kind: { type: 'optimizers', most: MAX_LEARNING_RATES },
    default: 'sgd',
    description:
      'How to update: sgd, momentum, nesterov, rmsprop or adam, with or without parameters, as ' +
      'in momentum:0.9; several train side by side',
  },
  {
    name: 'schedule',
    group: 'Training',
    kind: { type: 'schedule', most: MAX_SCHEDULE },
    default: 'none',
    description: 'Learning rates from given iterations on, such as 500:2e-6,1200:1e-6',
  },
  {
    name: 'samples',
    group: 'Training',
    kind: { type: 'whole', min: 2, max: 10_000_000 },
    default: '2000',
    unit: 'points',
    description: 'Number of points of sin(x) to fit, from -pi to pi',
  },
  {
    name: 'degree',
    group: 'Training',
    kind: { type: 'whole', min: 0, max: MAX_DEGREE },
    default: '3',
    description: 'Degree of the polynomial',
  },
  {
    name: 'every',
    group: 'Training',
    kind: { type: 'whole', min: 1, max: MAX_ITERATIONS },
    default: '100',
    unit: 'iterations',
    description: 'How often to report the loss',
  },
  {
    name: 'engine',
    group: 'Training',
    kind: { type: 'choice', values: OBJECTIVE_ENGINES },
    default: 'pointwise',
    description:
      'pointwise: as in the tutorial; moments: same result, cost independent of --samples',
  },
  {
    name: 'seed',
    group: 'Start',
    kind: { type: 'whole', min: 0, max: MAX_SEED },
    description: 'Seed of the initial coefficients, as in NumPy; random if not given',
  },
  {
    name: 'init',
    group: 'Start',
    kind: { type: 'coefficients' },
    description: 'The initial coefficients themselves: a,b,c,d for a cubic',
  },
  {
    name: 'pace',
    group: 'Dashboard',
    kind: { type: 'pace' },
    default: '500',
    unit: 'iterations per second',
    description:
      'How fast the dashboard and --announce train; replay uses the recorded pace by default',
  },
  {
    name: 'paused',
    group: 'Dashboard',
    kind: { type: 'switch' },
    default: 'false',
    description: 'Start paused at iteration 0; space resumes, s trains one step',
  },
  {
    name: 'ascii',
    group: 'Dashboard',
    kind: { type: 'switch' },
    description: 'Force ASCII or Unicode characters',
  },
  {
    name: 'color',
    group: 'Dashboard',
    kind: { type: 'switch' },
    description: 'Force colour on or off',
  },
  {
    name: 'headless',
    group: 'Output',
    kind: { type: 'switch' },
    default: 'false',
    description: "Print the tutorial's lines at full speed instead of the dashboard",
  },
  {
    name: 'format',
    group: 'Output',
    kind: { type: 'choice', values: FORMATS },
    default: 'text',
    description: "Print the tutorial's lines, or all numbers as NDJSON or CSV",
  },
  {
    name: 'announce',
    group: 'Output',
    kind: { type: 'switch' },
    default: 'false',
    description: 'Print plain sentences, one a line, for screen readers',
  },
  {
    name: 'out',
    group: 'Files',
    kind: { type: 'path' },
    description: 'Also record the runs in this file, as NDJSON; sinfit-tui replay shows it',
  },
  {
    name: 'force',
    group: 'Files',
    kind: { type: 'switch' },
    default: 'false',
    description: 'Let --out overwrite a file',
  },
  {
    name: 'answers',
    group: 'Files',
    kind: { type: 'path' },
    description: 'With learn: check the answers in FILE, one a line, without the dashboard',
  },
  {
    name: 'config',
    group: 'Configuration',
    kind: { type: 'path' },
    description: 'Read settings from this JSON file instead of your own config.json',
  },
  {
    name: 'print-config',
    group: 'Configuration',
    kind: { type: 'flag' },
    description: 'Print the settings in effect as a config file',
  },
  {
    name: 'help',
    alias: 'h',
    group: 'Information',
    kind: { type: 'flag' },
    description: 'Print this help',
  },
  {
    name: 'version',
    group: 'Information',
    kind: { type: 'flag' },
    description: 'Print the version',
  },
] as const satisfies readonly OptionDefinition[];

export type OptionName = (typeof OPTION_TABLE)[number]['name'];

/** Options that say how to train and display; the environment and a config file can set them too. */
export const SETTINGS: readonly OptionDefinition[] = OPTION_TABLE.filter(
  ({ group }) => group !== 'Files' && group !== 'Configuration' && group !== 'Information',
);

/** The definition of an option by its long name. */
export function optionDefinition(name: OptionName): OptionDefinition {
  return OPTION_TABLE.find((option) => option.name === name)!;
}
