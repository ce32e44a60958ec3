import type { RateChange, Snapshot } from '../fit/descent.js';
import type { ObjectiveEngine } from '../fit/engines.js';
import type { Optimizer } from '../fit/optimizers.js';
import { standardNormals } from '../fit/random.js';
import { defaultRate } from '../options/optimizers.js';
import { type RunSettings, randomSeed } from '../options/start.js';
import { MAX_ITERATIONS, MAX_SCHEDULE } from '../options/table.js';
import type { Progress } from '../training/protocol.js';
import { startSession } from '../training/session.js';
import {
  checkedOptimizer,
  checkedProblem,
  finiteNumbers,
  inRange,
  ofKind,
  positive,
} from './checks.js';

/** Training pauses when this many records wait for the consumer. */
const MOST_WAITING = 4096;

/** The points to fit, sin(x) at evenly spaced x, and the polynomial to fit to them. */
export interface Problem {
  /** Degree of the polynomial, 0 to 9; by default 3. */
  readonly degree?: number;
  /** Number of points, 2 to 10,000,000; by default 2000. */
  readonly samples?: number;
  /** Lower and upper end of the interval of x, both included; by default [-π, π]. */
  readonly interval?: readonly [number, number];
}

/** How to train. */
export interface TrainOptions extends Problem {
  /** Number of iterations, 1 to 1e9; by default 2000. */
  readonly iterations?: number;
  /**
   * η of the update θ ← θ − η ∇L for the summed squared error, above 0; by default 1e-6, and 1e-3 with
   * RMSprop and Adam.
   */
  readonly learningRate?: number;
  /**
   * What makes the updates: named as on the command line, such as `momentum:0.9`, or the optimizer of a
   * record, to continue with its memory; by default plain gradient descent.
   */
  readonly optimizer?: string | Optimizer;
  /**
   * Learning rates of later updates, above 0, at strictly increasing iterations from 1 to 1e9; at
   * most 1000, by default none.
   */
  readonly schedule?: readonly RateChange[];
  /** A record every this many iterations: at t with t mod every = every − 1; by default 100. */
  readonly every?: number;
  /** Seed of the initial coefficients, 0 to MAX_SEED; random by default. */
  readonly seed?: number;
  /** The initial coefficients, constant term first, instead of a seed's. */
  readonly initial?: readonly number[];
  /** How loss and gradient are computed; by default `pointwise`. */
  readonly engine?: ObjectiveEngine;
  /** Aborts training: the generator then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A run at one iteration; all numbers belong to the same coefficients. */
export interface TrainingRecord extends Snapshot {
  /** `running`, or in the last record how the run ended. */
  readonly status: 'running' | 'finished' | 'diverged';
}

/**
 * Trains a polynomial by gradient descent in a worker thread at full speed, and yields records as
 * they arrive; training waits for a slow consumer. The last record is the final state: `finished`,
 * or `diverged` when the loss overflowed.
 *
 * Training starts when the first record is requested. The worker ends with the loop over the
 * records, even if that is left early (`break`) or aborted.
 *
 * @example
 * const losses = [];
 * for await (const { loss } of train({ seed: 42, every: 1000 })) losses.push(loss);
 * losses // [37.1276324873318, 9.3305862421996, 9.32855059979173]
 *
 * @example
 * const losses = [];
 * const options = { seed: 42, optimizer: 'momentum:0.9', every: 1000 };
 * for await (const { loss } of train(options)) losses.push(loss);
 * losses // [8.81716541000701, 8.81716541000701, 8.81716541000701]
 *
 * @throws RangeError when an option is out of range, the signal's reason when aborted, and Error
 *   when the worker fails; all when a record is requested.
 */
export async function* train(
  options: TrainOptions = {},
): AsyncGenerator<TrainingRecord, void, undefined> {
  const { signal } = options;
  const settings = checkedSettings(options);
  signal?.throwIfAborted();

  let waiting: TrainingRecord[] = [];
  let paused = false;
  let failure: Error | null = null;
  let wake = (): void => {};
  const session = startSession(
    {
      run: 0,
      settings,
      pace: Number.POSITIVE_INFINITY,
      paused: false,
      watched: false,
      analyse: false,
    },
    {
      onProgress({ status, events }) {
        waiting.push(...events.map(recordOf));
        if (status === 'running' && waiting.length >= MOST_WAITING && !paused) {
          paused = true;
          session.send({ type: 'pause' });
        }
        wake();
      },
      onAnalysis() {},
      onFailure(error) {
        failure = error;
        wake();
      },
    },
  );
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const taken = waiting;
      waiting = [];
      for (const record of taken) {
        yield record;
        signal?.throwIfAborted();
        if (record.status !== 'running') {
          return;
        }
      }
      if (waiting.length === 0) {
        if (paused) {
          paused = false;
          session.send({ type: 'resume' });
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (failure !== null || signal?.aborted) {
            resolve();
          }
        });
      }
      signal?.throwIfAborted();
      if (failure !== null) {
        throw failure;
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await session.close();
  }
}

function recordOf(event: Progress['events'][number]): TrainingRecord {
  const status = event.type === 'ended' ? (event.status as 'finished' | 'diverged') : 'running';
  return { ...event.state, status };
}

function checkedSettings(options: TrainOptions): RunSettings {
  const { optimizer: given = 'sgd', schedule = [] } = options;
  const { seed = randomSeed(), initial } = options;
  const problem = checkedProblem(options);
  const size = problem.degree + 1;
  const optimizer = checkedOptimizer(given, size);
  const { learningRate = defaultRate(optimizer) } = options;
  return {
    ...problem,
    engine: inRange('engine', options.engine),
    initial:
      initial === undefined
        ? standardNormals(inRange('seed', seed), size)
        : finiteNumbers('initial', initial, size),
    learningRate: positive('learningRate', learningRate),
    optimizer,
    schedule: checkedSchedule(schedule),
    iterations: inRange('iterations', options.iterations),
    every: inRange('every', options.every),
  };
}

/** @throws RangeError when it is too long, or an iteration or learning rate is out of range. */
function checkedSchedule(schedule: readonly RateChange[]): readonly RateChange[] {
  if (!Array.isArray(schedule) || schedule.length > MAX_SCHEDULE) {
    throw new RangeError(`schedule must be an array of at most ${MAX_SCHEDULE} entries`);
  }
  let least = 1;
  // A copy has no holes, which `map` would skip.
  return Array.from(schedule as readonly RateChange[], (change, i) => {
    const { iteration, learningRate } = Object(change) as RateChange;
    const kind = { type: 'whole', min: least, max: MAX_ITERATIONS } as const;
    least = ofKind(`schedule[${i}].iteration`, iteration, kind) + 1;
    return { iteration, learningRate: positive(`schedule[${i}].learningRate`, learningRate) };
  });
}
