import { type OptimizerName, PARAMETERS } from '../fit/optimizers.js';
import { coefficientNames } from '../fit/polynomial.js';
import { count } from '../text/count.js';
import { OPTIMIZER_NAMES } from './optimizers.js';
import { MAX_ITERATIONS, type OptionDefinition, type OptionKind, SETTINGS } from './table.js';

/** All names of an option: the long one, then its alias. */
export function namesOf(option: OptionDefinition): string[] {
  return option.alias === undefined ? [option.name] : [option.name, option.alias];
}

/** The setting with this name, long or alias, if there is one. */
export function settingNamed(name: string): OptionDefinition | undefined {
  return SETTINGS.find((setting) => namesOf(setting).includes(name));
}

/** The name to suggest: the alias if it has more than one letter (`lr`), else the long name. */
export function preferredName({ name, alias }: OptionDefinition): string {
  return alias !== undefined && alias.length > 1 ? alias : name;
}

/** The name that turns a switch off: `no-color`. */
export function negatedName(name: string): string {
  return `no-${name}`;
}

/** Whether a value must follow the option, as for all but switches and flags. */
export function takesValue({ kind }: OptionDefinition): boolean {
  return kind.type !== 'switch' && kind.type !== 'flag';
}

/** An option's names as typed: `--learning-rate` and `--lr`, `--color` and `--no-color`. */
export function typedNames(option: OptionDefinition): string[] {
  const names = option.kind.type === 'switch' ? [option.name, negatedName(option.name)] : [];
  return (names.length > 0 ? names : namesOf(option)).map((name) =>
    name.length > 1 ? `--${name}` : `-${name}`,
  );
}

/**
 * What a value of this kind must be, in words that follow "must be".
 *
 * @param degree the degree that a list of coefficients is for.
 */
export function allowedValues(kind: OptionKind, degree = 3): string {
  switch (kind.type) {
    case 'whole':
      return `a whole number from ${kind.min} to ${kind.max}`;
    case 'positives':
      return 'a number above 0';
    case 'optimizers':
      return (
        `${alternatives(OPTIMIZER_NAMES.map(withParameters))}, EPSILON above 0 and the other ` +
        'parameters from 0 to below 1'
      );
    case 'schedule':
      return `ITERATION:RATE, iterations from 1 to ${MAX_ITERATIONS} and rates above 0, or none`;
    case 'pace':
      return 'a number above 0 or max';
    case 'coefficients':
      return `${count(degree + 1, 'finite number')}, ${coefficientNames(degree).join(',')}`;
    case 'choice':
      return alternatives(kind.values);
    case 'path':
      return 'a file name';
    case 'switch':
    case 'flag':
      return 'true or false';
  }
}

/** "adam[:BETA1[:BETA2[:EPSILON]]]". */
function withParameters(name: OptimizerName): string {
  const names = PARAMETERS[name].map((parameter) => `[:${parameter.toUpperCase()}`);
  return name + names.join('') + ']'.repeat(names.length);
}

/** "a, b or c". */
export function alternatives(values: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values);
}

/** Examples of files other than recordings. */
const PATHS: Readonly<Record<string, string>> = { config: 'config.json', answers: 'answers.txt' };

/**
 * An example of a value that the option accepts.
 *
 * @param degree the degree that a list of coefficients is for.
 */
export function exampleValue({ kind, ...option }: OptionDefinition, degree = 3): string {
  switch (kind.type) {
    case 'coefficients':
      return [0, 0.5, 0, -0.1, 0, 0, 0, 0, 0, 0].slice(0, degree + 1).join(',');
    case 'optimizers':
      return 'momentum:0.9';
    case 'schedule':
      return '500:2e-6,1200:1e-6';
    case 'path':
      return PATHS[option.name] ?? 'run.ndjson';
    case 'switch':
    case 'flag':
      return 'true';
    default:
      return option.default ?? '42';
  }
}
