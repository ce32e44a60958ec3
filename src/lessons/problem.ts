/** The problem of a step, which its settings describe, and what becomes of it. */

import { type Analysis, analyse } from '../fit/analysis.js';
import { createObjective } from '../fit/createObjective.js';
import { Descent, type Snapshot } from '../fit/descent.js';
import { type Direction, directions } from '../fit/directions.js';
import type { Optimizer } from '../fit/optimizers.js';
import { jsonEntry } from '../options/json.js';
import { optimizerTitle } from '../options/optimizers.js';
import { OptionError, type RawValues } from '../options/rawValue.js';
import { readOptions } from '../options/readOptions.js';
import { settingsSource } from '../options/settingNames.js';
import { mergeSources } from '../options/sources.js';
import { INTERVAL, type ResolvedRun, resolveStart } from '../options/start.js';
import { SETTINGS } from '../options/table.js';
import { settingNamed } from '../options/words.js';
import { numberText } from '../text/numberText.js';
import { polynomialName } from '../text/polynomialName.js';
import { quoted } from '../text/quote.js';

/** Settings by the names that options have, with where each is in the file. */
export type Settings = ReadonlyMap<string, { readonly value: unknown; readonly where: string }>;

/** The settings that a lesson may give: those that say what is trained, and how fast. */
export const LESSON_SETTINGS = SETTINGS.filter(
  ({ group, name }) => group === 'Training' || group === 'Start' || name === 'pace',
);

/** The most iterations that are trained to answer a question. */
export const MAX_ITERATION = 100_000;

/**
 * The run that settings describe; of several sources the first counts most.
 *
 * @throws OptionError when a setting is unknown or not allowed, or when the start is random.
 */
export function resolveSettings(...sources: readonly Settings[]): ResolvedRun {
  const options = readOptions(mergeSources(sources.map(rawValues)), []);
  if (options.seed === null && options.initial === null) {
    throw new OptionError(
      `"options"${whereOf(sources)}: need a seed or init, so that everybody sees the same numbers`,
    );
  }
  return resolveStart(options, () => 0);
}

function rawValues(settings: Settings): RawValues {
  for (const [name, { where }] of settings) {
    const option = settingNamed(name);
    if (option !== undefined && !LESSON_SETTINGS.includes(option)) {
      throw new OptionError(`${quoted(name)} in ${where}: not allowed in a lesson`);
    }
  }
  return settingsSource(
    [...settings].map(([name, { value, where }]) => jsonEntry(name, value, where)),
    'setting',
  );
}

function whereOf(sources: readonly Settings[]): string {
  const [first] = sources.flatMap((settings) => [...settings.values()]);
  return first === undefined ? '' : ` in ${first.where}`;
}

/** What is known of a run without training it on the screen; computed when asked for. */
export class Problem {
  readonly run: ResolvedRun;
  #analysis: Analysis | null = null;

  constructor(run: ResolvedRun) {
    this.run = run;
  }

  get rate(): number {
    return this.run.options.learningRates[0]!;
  }

  get optimizer(): Optimizer {
    return this.run.options.optimizers[0]!;
  }

  get analysis(): Analysis {
    const { samples, degree } = this.run.options;
    this.#analysis ??= analyse(samples, INTERVAL, degree);
    return this.#analysis;
  }

  /** The directions at the start. */
  get directions(): readonly Direction[] {
    const { initial } = this.run;
    return directions(this.analysis, initial, initial, this.rate, this.optimizer);
  }

  /** The state at an iteration or, if the run diverges before, its last. */
  at(iteration: number): Snapshot {
    return descend(this.run, startOf(this.run), iteration);
  }
}

/** A state that training can go on from. */
type Place = Pick<Snapshot, 'iteration' | 'coefficients' | 'learningRate' | 'optimizer'>;

/** Where the first of the runs side by side starts. */
export function startOf({ options, initial }: ResolvedRun): Place {
  const { learningRates, optimizers } = options;
  return {
    iteration: 0,
    coefficients: initial,
    learningRate: learningRates[0]!,
    optimizer: optimizers[0]!,
  };
}

/**
 * Trains from a state up to an iteration, or until it diverges. The engine costs the same for any
 * number of points.
 */
export function descend({ options }: ResolvedRun, from: Place, to: number): Snapshot {
  const { samples, degree, schedule } = options;
  const { coefficients, learningRate, iteration, optimizer } = from;
  const objective = createObjective('moments', samples, INTERVAL, degree);
  const descent = new Descent(
    objective,
    coefficients,
    learningRate,
    iteration,
    schedule,
    optimizer,
  );
  while (descent.iteration < to && descent.step()) {}
  return descent.snapshot();
}

/** How many iterations on the course of a run is told, if the step is about no other. */
const TOLD = [10, 100, 1000];

/**
 * What becomes of a run, from where the step begins to where the run ends, in a sentence.
 *
 * @param own the run of the step; what else is trained is named.
 * @param asked the iterations that the step is about.
 */
export function courseText(
  run: ResolvedRun,
  own: ResolvedRun,
  moment: number,
  asked: readonly number[],
): string {
  const problem = new Problem(run);
  const { degree, samples, iterations: end } = run.options;
  const told = asked.length > 0 ? asked : TOLD.map((more) => moment + more);
  const ahead = told.filter((iteration) => iteration > moment && iteration < end);
  const parts: string[] = [];
  for (const iteration of new Set([
    moment,
    ...ahead.toSorted((a, b) => a - b),
    Math.max(moment, end),
  ])) {
    const { iteration: last, loss } = problem.at(iteration);
    if (last < iteration || !Number.isFinite(loss)) {
      parts.push(`diverged at iteration ${last}`);
      break;
    }
    parts.push(`${rounded(loss)} at iteration ${iteration}`);
  }
  const whose = degree === own.options.degree ? '' : ` of the ${polynomialName(degree)}`;
  const where = samples === own.options.samples ? '' : ` on ${samples} points`;
  const method = methodText(problem.optimizer, problem.rate);
  return `With ${method} the loss${whose}${where} is ${parts.join(', ')}.`;
}

/** Where a run is, in words that end a sentence. */
export function stateText(
  optimizer: Optimizer,
  learningRate: number,
  { loss, iteration }: Pick<Snapshot, 'loss' | 'iteration'>,
): string {
  const method = methodText(optimizer, learningRate);
  return `With ${method} the loss is ${rounded(loss)} at iteration ${iteration}`;
}

/** `momentum 0.9 at learning rate 1e-6`. */
function methodText(optimizer: Optimizer, rate: number): string {
  return `${optimizerTitle(optimizer)} at learning rate ${numberText(rate)}`;
}

/** A number with as many digits as one can take in. */
export function rounded(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) {
    return Number.isFinite(value) ? value.toExponential(3).replace('+', '') : 'infinite';
  }
  return numberText(size >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}
