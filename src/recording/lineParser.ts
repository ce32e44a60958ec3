/** Reads the lines of a recording, in the format that docs/records.schema.json describes. */

import type { Snapshot } from '../fit/descent.js';
import { isSameMethod } from '../fit/method.js';
import { unlessPlain } from '../fit/optimizers.js';
import { jsonEntry } from '../options/json.js';
import type { Options } from '../options/options.js';
import { OptionError, type RawValue } from '../options/rawValue.js';
import { readOptions } from '../options/readOptions.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import type { OptionName } from '../options/table.js';
import { settingNamed } from '../options/words.js';
import {
  type Ended,
  firstRuns,
  type Reached,
  type RunEvent,
  type RunId,
  type Started,
} from '../runs/events.js';
import { isRecord } from '../runs/records.js';
import { PROGRAM, SCHEMA } from './format.js';
import {
  finiteList,
  isObject,
  type Line,
  list,
  loss,
  parseObject,
  RecordingError,
  rate,
  readOptimizer,
  readSeed,
  shown,
  status,
  whole,
  wrong,
} from './members.js';

const FOREIGN = 'not a sinfit-tui recording (its first line must be a problem)';

/**
 * Reads the text of a first line.
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
      `version ${shown(line.schema)} of the format; this program reads version ${SCHEMA}`,
    );
  }
  const options = recordedOptions(line.options);
  const [from, to] = list(line, 'interval', 2);
  if (from !== INTERVAL[0] || to !== INTERVAL[1]) {
    throw new RecordingError('"interval": must be from -pi to pi');
  }
  return {
    options,
    seed: readSeed(line),
    initial: finiteList(line, 'initial', options.degree + 1),
  };
}

/** How much of a run has been read. */
interface Known {
  newest: number;
  /** Its newest record, or where it began. */
  record: number;
  /** Where it ended; null until it does. */
  end: Snapshot | null;
}

/**
 * Reads the lines after the first, and checks each by itself and against the lines before.
 *
 * @returns a function that takes the text of the next line, and throws RecordingError if that line
 *   cannot follow.
 */
export function createLineParser(problem: ResolvedRun): (text: string) => RunEvent {
  const { degree, every } = problem.options;
  const length = degree + 1;
  const runs = new Map<RunId, Known>();
  /** The present run of every lane. */
  const present: RunId[] = [];
  firstRuns(problem).forEach(begin);

  return (text) => {
    const line = parseObject(text, 'not a JSON object');
    switch (line.type) {
      case 'run':
        return begin(started(line));
      case 'record':
        return reached(known(line), line);
      case 'outcome':
        return ended(known(line), line);
      case 'problem':
        throw new RecordingError('a second problem: another recording starts here');
      default:
        throw new RecordingError(`"type": must be run, record or outcome, not ${shown(line.type)}`);
    }
  };

  function begin(event: Started): Started {
    const { run, lane, branch } = event;
    const newest = branch?.iteration ?? 0;
    runs.set(run, { newest, record: branch?.iteration ?? -1, end: null });
    present[lane] = run;
    return event;
  }

  function started(line: Line): Started {
    const run = whole(line, 'run');
    const lane = whole(line, 'lane');
    if (runs.has(run)) {
      throw new RecordingError(`run ${run} has already started`);
    }
    if (lane >= present.length) {
      throw new RecordingError(`"lane": must be below ${present.length}, not ${lane}`);
    }
    const branch = readBranch(line, present[lane]!);
    const initial = finiteList(line, 'initial', length);
    const start = { seed: readSeed(line), initial, learningRate: rate(line) };
    const optimizer = readOptimizer(line);
    return { type: 'started', run, lane, ...start, ...unlessPlain(optimizer), branch };
  }

  function readBranch({ branch }: Line, left: RunId): Started['branch'] {
    if (branch === null) {
      return null;
    }
    if (!isObject(branch)) {
      throw wrong('branch', 'null or an object', branch);
    }
    const run = whole(branch, 'run');
    const iteration = whole(branch, 'iteration');
    if (run !== left) {
      throw new RecordingError(`a branch of run ${run}, which is not its lane's latest run`);
    }
    return { run, iteration };
  }

  function known(line: Line): Known {
    const run = whole(line, 'run');
    const iteration = whole(line, 'iteration');
    const known = runs.get(run);
    if (known === undefined) {
      throw new RecordingError(`run ${run} has not started`);
    }
    if (iteration < known.newest) {
      throw new RecordingError(`iteration ${iteration} of run ${run} comes after ${known.newest}`);
    }
    known.newest = iteration;
    return known;
  }

  /** A record that is not due marks a change of the learning rate or the optimizer. */
  function reached(known: Known, line: Line): Reached {
    const state = readState(line, 'coefficients');
    const { iteration } = state;
    const { end, record } = known;
    const changesEnd = end?.iteration === iteration && !isSameMethod(end, state);
    known.end = changesEnd ? state : null;
    const isDue = isRecord(iteration, every) && iteration > record && !changesEnd;
    known.record = isDue ? iteration : record;
    return { type: isDue ? 'record' : 'changed', run: whole(line, 'run'), state };
  }

  function ended(known: Known, line: Line): Ended {
    const state = readState(line, 'result');
    known.end = state;
    return { type: 'ended', run: whole(line, 'run'), status: status(line), state };
  }

  function readState(line: Line, coefficients: string): Snapshot {
    return {
      iteration: whole(line, 'iteration'),
      loss: loss(line),
      coefficients: finiteList(line, coefficients, length),
      gradient: list(line, 'gradient', length).map((value) => value ?? Number.NaN),
      learningRate: rate(line),
      ...unlessPlain(readOptimizer(line, length)),
    };
  }
}

/** The settings among the options; unknown ones, of later versions, are ignored. */
function recordedOptions(options: unknown): Options {
  if (!isObject(options)) {
    throw wrong('options', 'an object', options);
  }
  const given = new Map<OptionName, RawValue>();
  try {
    for (const [name, value] of Object.entries(options)) {
      const option = settingNamed(name);
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
