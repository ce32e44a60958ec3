import { type Analysis, analyse } from '../fit/analysis.js';
import { optionValues } from '../options/optionValues.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { endingText } from '../runs/divergence.js';
import { type Ended, type EventFormat, firstRuns, type Started } from '../runs/events.js';
import { withCheck } from './checksum.js';
import { PROGRAM, SCHEMA } from './format.js';
import { toJson } from './json.js';

/**
 * Writes one JSON object per line: the problem, every record with all its numbers, and how each run
 * ended, each with a checksum.
 *
 * @param known returns the analysis if it is already known when the first run ends.
 */
export function ndjsonFormat(
  run: ResolvedRun,
  known: () => Analysis | null = () => null,
): EventFormat {
  const { options, seed, initial } = run;
  let analysis: Analysis | undefined;
  const starts = new Map(firstRuns(run).map((started) => [started.run, started]));

  function outcome(event: Ended): string {
    const { run, status, state } = event;
    // As late as possible: it takes two passes over the points.
    analysis ??= known() ?? analyse(options.samples, INTERVAL, options.degree);
    const { optimum } = analysis;
    const { iteration, loss, coefficients, gradient, learningRate, optimizer } = state;
    return line({
      type: 'outcome',
      run,
      status,
      diverging: endingText(event, starts.get(run)!, options.schedule, analysis) !== null,
      iteration,
      loss,
      result: coefficients,
      gradient,
      learningRate,
      optimizer,
      optimum: optimum.coefficients,
      leastLoss: optimum.loss,
    });
  }

  return {
    head: line({
      type: 'problem',
      program: PROGRAM,
      schema: SCHEMA,
      options: optionValues(options),
      interval: INTERVAL,
      seed,
      initial,
    }),
    text(event) {
      switch (event.type) {
        case 'started':
          starts.set(event.run, event);
          return startedLine(event);
        case 'record':
        case 'changed': {
          const { run, state } = event;
          const status = Number.isFinite(state.loss) ? 'running' : 'diverged';
          return line({ type: 'record', run, status, ...state });
        }
        case 'ended':
          return outcome(event);
      }
    },
  };
}

function startedLine(start: Started): string {
  const { run, lane, seed, initial, learningRate, optimizer, branch } = start;
  return line({ type: 'run', run, lane, seed, initial, learningRate, optimizer, branch });
}

function line(value: unknown): string {
  return `${withCheck(toJson(value))}\n`;
}
