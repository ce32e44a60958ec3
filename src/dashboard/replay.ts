/** The dashboard of recorded runs: the lines of a recording become events of the dashboard. */

import type { ReadStream } from 'node:tty';
import { fileProblem } from '../fileProblem.js';
import { analyse } from '../fit/analysis.js';
import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import type { Options } from '../options.js';
import { createCompleteness } from '../recording/completeness.js';
import type { RecordingLine } from '../recording/lines.js';
import type { Batch, Recording } from '../recording/open.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../start.js';
import type { Progress, Snapshot, TrainingStatus } from '../training/messages.js';
import { isRecord } from '../training/records.js';
import { type Feed, runDashboard } from './run.js';
import { focusedRun, initialState, type Size, type State } from './state.js';
import { sizeOf } from './terminalSize.js';
import { type Event, type RecordedRun, update } from './update.js';

/**
 * Shows a recording until the dashboard is left: what there is of it now at once, what is added to
 * it as it comes.
 *
 * @param name of the recording, fit for a message.
 * @param keys the terminal that keys are read from.
 * @param display how to draw.
 * @returns the exit code.
 * @throws RecordingError when a line is wrong of what there is now, and the source's error.
 */
export async function replayInDashboard(
  { problem, batches }: Recording,
  name: string,
  keys: ReadStream,
  display: Pick<Options, 'ascii' | 'color'>,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const player = createPlayer(problem);
  let state = player.start(sizeOf(process.stdout));
  for (let atEnd = false; !atEnd; ) {
    const { value: batch, done } = await batches.next();
    atEnd = done || batch.atEnd;
    const events = done ? [{ type: 'recordingEnded' as const }] : player.events(batch, 'paused');
    state = events.reduce((before, event) => update(before, event).state, state);
  }

  function connect(dispatch: (event: Event) => void): Feed {
    let failure: Error | null = null;
    let closed = false;
    let newest = state;

    async function follow(): Promise<void> {
      const { samples, degree } = problem.options;
      // After the first frame: it takes two passes over the points.
      await new Promise(setImmediate);
      dispatch({ type: 'analysis', analysis: analyse(samples, INTERVAL, degree) });
      for await (const batch of batches) {
        player.events(batch, 'running').forEach(dispatch);
      }
      dispatch({ type: 'recordingEnded' });
    }

    follow().catch((error: unknown) => {
      if (closed) {
        return;
      }
      failure = new Error(`${name}: ${fileProblem(error)}`, { cause: error });
      dispatch({ type: 'recordingEnded' });
      const { iteration = 0 } = focusedRun(newest).present ?? {};
      dispatch({
        type: 'warning',
        text: `${fileProblem(error)}. Recorded up to iteration ${iteration}.`,
      });
    });

    return {
      send() {},
      follow(_before, _event, after) {
        newest = after;
      },
      async close() {
        closed = true;
      },
      failure: () => failure,
    };
  }

  return runDashboard(
    { run: problem, state, input: keys, display, connect, farewell: () => '' },
    environment,
  );
}

/** Makes events of the lines of a recording, in their order. */
export interface Player {
  /** The state at the beginning of the recording. */
  start(size: Size): State;
  /** @param status of runs that go on. */
  events(batch: Batch, status: TrainingStatus): Event[];
}

/** A player at the beginning of the recording of this problem. */
export function createPlayer(problem: ResolvedRun): Player {
  const { options, seed, initial } = problem;
  const { learningRates, samples, degree, engine, pace, iterations, every } = options;
  const objective = createObjective(engine, samples, INTERVAL, degree);
  const lanes = new Map(learningRates.map((_, lane) => [lane, lane]));
  /** Where each run ends, as far as is known: it may have been trained on. */
  const ends = new Map(learningRates.map((_, run) => [run, iterations]));
  /** The learning rate of each run in its newest record; of a branch only from its first one on. */
  const rates = new Map(learningRates.map((rate, run) => [run, rate]));
  /** The outcome of each run that has one; it may have been trained on since. */
  const outcomes = new Map<
    number,
    { readonly iteration: number; readonly status: TrainingStatus }
  >();
  const completeness = createCompleteness(learningRates.length, every);
  let newest = 0;
  /** Runs that began last, as long as others may begin at the same time. */
  let held: readonly RecordingLine[] = [];

  function startOf(coefficients: readonly number[], learningRate: number): Snapshot {
    return new Descent(objective, coefficients, learningRate).snapshot();
  }

  function recordedRun(
    line: RecordingLine & { readonly type: 'run' },
    status: TrainingStatus,
  ): RecordedRun {
    const { run: number, later } = line;
    const { branch, ...start } = later;
    lanes.set(number, start.lane);
    ends.set(number, branch ? ends.get(branch.run)! : iterations);
    return {
      ...start,
      number,
      status,
      branchedAt: branch?.iteration ?? null,
      start: branch ? null : startOf(start.initial, start.learningRate),
    };
  }

  function progress(run: number, states: readonly Snapshot[], status: TrainingStatus): Event {
    const present = states.at(-1)!;
    newest = present.iteration;
    const known = ends.get(run)!;
    const extensions = Math.max(0, Math.ceil((present.iteration - known) / iterations));
    const end = known + extensions * iterations;
    ends.set(run, end);
    const outcome = outcomes.get(run);
    const progress: Progress = {
      run,
      // A knob that is turned in the end makes a record, but does not train on.
      status: outcome?.iteration === present.iteration ? outcome.status : status,
      records: states.filter(({ iteration }) => isRecord(iteration, every)),
      present,
      iterations: end,
      elapsed: 0,
      paceReached: null,
    };
    return { type: 'progress', lane: lanes.get(run)!, progress };
  }

  /** Whether a record has another learning rate than the one before; perhaps, at a branch. */
  function changesRate(line: RecordingLine): boolean {
    if (line.type === 'run' && !line.later.branch) {
      rates.set(line.run, line.later.learningRate);
    }
    if (line.type !== 'record') {
      return false;
    }
    const { run, state } = line;
    const before = rates.get(run);
    rates.set(run, state.learningRate);
    return before !== state.learningRate;
  }

  /** Neighbours that make one event: records of one run, and runs that begin at the same time. */
  function groups(lines: readonly RecordingLine[]): RecordingLine[][] {
    const all: RecordingLine[][] = [];
    let complete = true;
    for (const line of lines) {
      const group = all.at(-1);
      // The state takes a change of the learning rate to be where the progress ends.
      const isAlone = changesRate(line);
      if (group && !complete && !isAlone && belongs(line, group)) {
        group.push(line);
      } else {
        all.push([line]);
      }
      complete = isAlone;
    }
    return all;
  }

  function cutOffText(): string {
    return `The last line is cut off: recorded up to iteration ${newest}.`;
  }

  function missingText(): string | null {
    const records = completeness.missingRecords();
    if (records !== null) {
      return `${records} in the recording.`;
    }
    // The file may still grow.
    return completeness.hasEnded() ? null : 'The end of the run is not recorded yet.';
  }

  return {
    start(size) {
      const settings = runSettings(problem, learningRates[0]!);
      const begin = initialState({ settings, learningRates, seed, pace, size });
      const runs = learningRates.map(
        (learningRate, lane): RecordedRun => ({
          lane,
          number: lane,
          seed,
          initial,
          learningRate,
          branchedAt: null,
          status: 'paused',
          start: startOf(initial, learningRate),
        }),
      );
      return update({ ...begin, replay: true }, { type: 'recordedRuns', runs }).state;
    },
    events({ lines, atEnd, cutOff }, status) {
      const events: Event[] = [];
      lines.forEach(completeness.take);
      const all = [...held, ...lines];
      const complete = atEnd ? all.length : all.findLastIndex(({ type }) => type !== 'run') + 1;
      held = all.slice(complete);
      for (const group of groups(all.slice(0, complete))) {
        const first = group[0]!;
        switch (first.type) {
          case 'run':
            events.push({
              type: 'recordedRuns',
              runs: group.map((line) => recordedRun(line as typeof first, status)),
            });
            break;
          case 'record':
            events.push(
              progress(
                first.run,
                group.map((line) => (line as typeof first).state),
                status,
              ),
            );
            break;
          case 'outcome':
            outcomes.set(first.run, {
              iteration: first.state.iteration,
              status: first.status === 'interrupted' ? 'paused' : first.status,
            });
            events.push(progress(first.run, [first.state], status));
            break;
        }
      }
      if (atEnd || lines.length > 0) {
        events.push({ type: 'warning', text: cutOff ? cutOffText() : missingText() });
      }
      return events;
    },
  };
}

function belongs(line: RecordingLine, group: readonly RecordingLine[]): boolean {
  const last = group.at(-1)!;
  if (line.type === 'record' && last.type === 'record') {
    return line.run === last.run;
  }
  return (
    line.type === 'run' &&
    last.type === 'run' &&
    line.later.branch === null &&
    last.later.branch === null &&
    group.every((other) => other.type === 'run' && other.later.lane !== line.later.lane)
  );
}
