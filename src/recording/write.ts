import { type Analysis, analyse } from '../fit/analysis.js';
import { divergence } from '../fit/divergence.js';
import { lossAt } from '../fit/excessLoss.js';
import { optionValues } from '../options/optionValues.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { lastUpdateRate } from '../runs/divergence.js';
import type { RecordFormat } from '../runs/format.js';
import { withCheck } from './check.js';
import { toJson } from './json.js';

/** The name of the program in the first line. */
export const PROGRAM = 'sinfit-tui';

/** The version of the format, which docs/records.schema.json describes. */
export const SCHEMA = 1;

/** A run that begins after the first ones. */
export interface LaterRun {
  /** Which of the learning rates side by side it belongs to, from 0. */
  readonly lane: number;
  /** The seed its initial coefficients were drawn with; null when they were given. */
  readonly seed: number | null;
  /** Coefficients at iteration 0, constant term first. */
  readonly initial: readonly number[];
  /** The learning rate at iteration 0. */
  readonly learningRate: number;
  /** The run and the iteration that it goes on from; null when it starts at iteration 0. */
  readonly branch: { readonly run: number; readonly iteration: number } | null;
}

/** NDJSON also tells of runs that nobody knew of at the start. */
export interface NdjsonFormat extends RecordFormat {
  laterRun(run: number, later: LaterRun): string;
}

/**
 * One JSON object a line: the problem, every record with all its numbers, and how each run ended;
 * each with a check.
 *
 * @param findAnalysis asked once, when the first run has ended.
 */
export function ndjsonFormat(
  { options, seed, initial }: ResolvedRun,
  findAnalysis = () => analyse(options.samples, INTERVAL, options.degree),
): NdjsonFormat {
  let analysis: Analysis | undefined;
  /** Where each run began. */
  const starts = new Map(
    options.learningRates.map((learningRate, run) => [run, { initial, learningRate }]),
  );
  return {
    head: line({
      type: 'problem',
      program: PROGRAM,
      schema: SCHEMA,
      options: { ...optionValues(options) },
      interval: INTERVAL,
      seed,
      initial,
    }),
    laterRun(run, { lane, seed, initial, learningRate, branch }) {
      starts.set(run, { initial, learningRate });
      return line({ type: 'run', run, lane, seed, initial, learningRate, branch });
    },
    record: (run, { iteration, loss, coefficients, gradient, learningRate }) =>
      line({
        type: 'record',
        run,
        status: Number.isFinite(loss) ? 'running' : 'diverged',
        iteration,
        loss,
        coefficients,
        gradient,
        learningRate,
      }),
    outcome(run, { status, present }) {
      // Only now: it takes two passes over the points.
      analysis ??= findAnalysis();
      const { optimum, stabilityLimit } = analysis;
      const { learningRate, loss } = present;
      const start = starts.get(run)!;
      const cause = divergence(
        stabilityLimit,
        lastUpdateRate(present, start.learningRate, options.schedule),
        lossAt(analysis, start.initial),
        loss,
        options.samples,
      );
      return line({
        type: 'outcome',
        run,
        status,
        diverging: status === 'diverged' || cause !== null,
        iteration: present.iteration,
        loss,
        result: present.coefficients,
        gradient: present.gradient,
        learningRate,
        optimum: optimum.coefficients,
        leastLoss: optimum.loss,
      });
    },
  };
}

function line(value: Parameters<typeof toJson>[0]): string {
  return `${withCheck(toJson(value))}\n`;
}
