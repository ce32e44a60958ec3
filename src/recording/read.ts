/** What the lines of a recording say: the format that docs/records.schema.json describes. */

import { MAX_SEED } from '../fit/random.js';
import { jsonEntry } from '../options/json.js';
import type { Options } from '../options/options.js';
import { OptionError, type RawValue } from '../options/rawValue.js';
import { readOptions } from '../options/readOptions.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { type OptionName, SETTINGS } from '../options/table.js';
import { namesOf } from '../options/words.js';
import type { OutcomeStatus } from '../runs/format.js';
import { printable, quoted } from '../text/quote.js';
import type { Snapshot } from '../training/protocol.js';
import { type LaterRun, PROGRAM, SCHEMA } from './write.js';

/** A line of a recording. Runs are numbered from 0. */
export type RecordingLine =
  | { readonly type: 'problem'; readonly problem: ResolvedRun }
  | { readonly type: 'run'; readonly run: number; readonly later: LaterRun }
  | { readonly type: 'record'; readonly run: number; readonly state: Snapshot }
  | {
      readonly type: 'outcome';
      readonly run: number;
      readonly status: OutcomeStatus;
      readonly state: Snapshot;
    };

/** What is wrong with a recording, in one line that is fit for a terminal. */
export class RecordingError extends Error {}

/** How deep lists and objects may be nested in a line. */
const DEEPEST = 20;

const FOREIGN = 'this is no recording of sinfit-tui: its first line must be a problem';

/**
 * The text of a first line.
 *
 * @throws RecordingError when it is not the first line of a recording.
 */
export function parseProblem(text: string): ResolvedRun {
  const line = parseObject(text, FOREIGN);
  if (line.type !== 'problem' || line.program !== PROGRAM) {
    throw new RecordingError(FOREIGN);
  }
  if (line.schema !== SCHEMA) {
    throw new RecordingError(
      `this is version ${shown(line.schema)} of the format, this program reads version ${SCHEMA}`,
    );
  }
  const options = recordedOptions(line.options);
  const [from, to] = list(line, 'interval', 2);
  if (from !== INTERVAL[0] || to !== INTERVAL[1]) {
    throw new RecordingError('"interval": only from -pi to pi is known');
  }
  return {
    options,
    seed: readSeed(line),
    initial: finiteList(line, 'initial', options.degree + 1),
  };
}

/**
 * Reads the lines after the first, and checks each by itself and against those before.
 *
 * @returns a function that takes the text of the next line; it throws RecordingError on one that
 *   cannot be the next.
 */
export function createLineParser(problem: ResolvedRun): (text: string) => RecordingLine {
  const { degree, learningRates } = problem.options;
  const length = degree + 1;
  /** The newest iteration of every run. */
  const newest = new Map(learningRates.map((_, run) => [run, 0]));
  /** The present run of every lane. */
  const present = learningRates.map((_, run) => run);

  return (text) => {
    const line = parseObject(text, 'this is no JSON object');
    switch (line.type) {
      case 'run':
        return laterRun(line);
      case 'record':
        return { type: 'record', ...known(line), state: state(line, 'coefficients') };
      case 'outcome':
        return {
          type: 'outcome',
          ...known(line),
          status: status(line),
          state: state(line, 'result'),
        };
      case 'problem':
        throw new RecordingError('a second problem: another recording begins here');
      default:
        throw new RecordingError(`"type": must be run, record or outcome, not ${shown(line.type)}`);
    }
  };

  function laterRun(line: Line): RecordingLine {
    const run = whole(line, 'run');
    const lane = whole(line, 'lane');
    if (newest.has(run)) {
      throw new RecordingError(`run ${run} has begun before`);
    }
    if (lane >= present.length) {
      throw new RecordingError(`"lane": must be below ${present.length}, not ${lane}`);
    }
    const branch = readBranch(line, present[lane]!);
    newest.set(run, branch?.iteration ?? 0);
    present[lane] = run;
    const initial = finiteList(line, 'initial', length);
    const later = { lane, seed: readSeed(line), initial, learningRate: rate(line), branch };
    return { type: 'run', run, later };
  }

  function readBranch({ branch }: Line, left: number): LaterRun['branch'] {
    if (branch === null) {
      return null;
    }
    if (!isObject(branch)) {
      throw wrong('branch', 'null or an object', branch);
    }
    const run = whole(branch, 'run');
    const iteration = whole(branch, 'iteration');
    if (run !== left) {
      throw new RecordingError(`a branch of run ${run}, which is not the one before it`);
    }
    return { run, iteration };
  }

  function known(line: Line): { readonly run: number } {
    const run = whole(line, 'run');
    const iteration = whole(line, 'iteration');
    const least = newest.get(run);
    if (least === undefined) {
      throw new RecordingError(`run ${run} has not begun`);
    }
    if (iteration < least) {
      throw new RecordingError(`iteration ${iteration} of run ${run} comes after ${least}`);
    }
    newest.set(run, iteration);
    return { run };
  }

  function state(line: Line, coefficients: string): Snapshot {
    return {
      iteration: whole(line, 'iteration'),
      loss: loss(line),
      coefficients: finiteList(line, coefficients, length),
      gradient: list(line, 'gradient', length).map((value) => value ?? Number.NaN),
      learningRate: rate(line),
    };
  }
}

type Line = Readonly<Record<string, unknown>>;

function parseObject(text: string, otherwise: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw error instanceof SyntaxError ? new RecordingError(otherwise) : error;
  }
  if (!isObject(value)) {
    throw new RecordingError(otherwise);
  }
  if (isDeeper(value, DEEPEST)) {
    throw new RecordingError(`lists and objects are nested more than ${DEEPEST} deep`);
  }
  return value;
}

/** Level by level: a recursion as deep as the value is what this guards against. */
function isDeeper(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit && level.length > 0; depth++) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return level.length > 0;
}

function isObject(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings among the options; those of later versions are passed over. */
function recordedOptions(options: unknown): Options {
  if (!isObject(options)) {
    throw wrong('options', 'an object', options);
  }
  const given = new Map<OptionName, RawValue>();
  try {
    for (const [name, value] of Object.entries(options)) {
      const option = SETTINGS.find((setting) => namesOf(setting).includes(name));
      if (option !== undefined) {
        const { origin, items } = jsonEntry(name, value, 'options');
        given.set(option.name as OptionName, { items: items(option), origin });
      }
    }
    return readOptions(given, []);
  } catch (error) {
    throw error instanceof OptionError ? new RecordingError(error.message) : error;
  }
}

function readSeed(line: Line): number | null {
  const { seed } = line;
  if (seed !== null && !(isWhole(seed) && seed <= MAX_SEED)) {
    throw wrong('seed', `null or a whole number up to ${MAX_SEED}`, seed);
  }
  return seed;
}

function status({ status }: Line): OutcomeStatus {
  if (status !== 'finished' && status !== 'diverged' && status !== 'interrupted') {
    throw wrong('status', 'finished, diverged or interrupted', status);
  }
  return status;
}

/** What JSON cannot say is beyond the range of numbers. */
function loss({ loss }: Line): number {
  if (loss !== null && !(isFiniteNumber(loss) && loss >= 0)) {
    throw wrong('loss', 'null or a number from 0', loss);
  }
  return loss ?? Number.POSITIVE_INFINITY;
}

function rate({ learningRate }: Line): number {
  if (!isFiniteNumber(learningRate) || learningRate <= 0) {
    throw wrong('learningRate', 'a number above 0', learningRate);
  }
  return learningRate;
}

function whole(line: Line, name: string): number {
  const value = line[name];
  if (!isWhole(value)) {
    throw wrong(name, 'a whole number from 0', value);
  }
  return value;
}

function finiteList(line: Line, name: string, length: number): readonly number[] {
  const values = list(line, name, length);
  if (!values.every((value) => value !== null)) {
    throw wrong(name, 'a list of numbers', line[name]);
  }
  return values;
}

/** A list of numbers; null is what JSON cannot say. */
function list(line: Line, name: string, length: number): readonly (number | null)[] {
  const values = line[name];
  const isList =
    Array.isArray(values) && values.every((item) => item === null || isFiniteNumber(item));
  if (!isList || values.length !== length) {
    throw wrong(name, `a list of ${length} numbers`, values);
  }
  return values;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isWhole(value: unknown): value is number {
  return isFiniteNumber(value) && Number.isSafeInteger(value) && value >= 0;
}

function wrong(name: string, allowed: string, value: unknown): RecordingError {
  return new RecordingError(`${quoted(name)}: must be ${allowed}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'left out' : printable(JSON.stringify(value));
}
