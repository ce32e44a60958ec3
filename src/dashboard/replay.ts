/** The dashboard of recorded runs: the lines of a recording become events of the dashboard. */

import type { ReadStream } from 'node:tty';
import { analyse } from '../fit/analysis.js';
import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../options/start.js';
import { createCompleteness } from '../recording/completeness.js';
import type { Batch, Recording } from '../recording/open.js';
import { firstRuns, type RunEvent, type Started } from '../runs/events.js';
import { isRecord } from '../runs/records.js';
import { fileProblem } from '../system/fileProblem.js';
import type { Analysis, Progress, Snapshot, TrainingStatus } from '../training/protocol.js';
import { type Feed, runDashboard } from './dashboard.js';
import type { Event, RecordedRun } from './model/events.js';
import { initialState, type Size, type State } from './model/state.js';
import { update } from './model/update.js';
import { sizeOf } from './terminal/size.js';

/**
 * Points from which on the starts of runs are evaluated by power sums, whatever the runs' engine:
 * thousands of runs would take minutes, and the digits that differ are not shown.
 */
const MANY_POINTS = 100_000;

const BEFORE = 'This is what was in it before';
const GONE = `The file is gone; waiting for a new one. ${BEFORE}.`;
const ANEW = `The file is being written anew. ${BEFORE}.`;
const BEGUN = 'The file was written anew. This is what is in it now.';

/**
 * Shows a recording until the dashboard is left: what there is of it now at once, what is added to
 * it as it comes, and what is written in its place.
 *
 * @param name of the recording, fit for a message.
 * @param keys the terminal that keys are read from.
 * @param display how to draw.
 * @returns the exit code.
 * @throws the source's error, before there is a dashboard.
 */
export async function replayInDashboard(
  { problem, batches }: Recording,
  name: string,
  keys: ReadStream,
  display: Pick<Options, 'ascii' | 'color'>,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  let run = problem;
  let player: Player | null = createPlayer(run);
  let failure: Error | null = null;
  let state = player.start(sizeOf(process.stdout));

  function fail(error: unknown): Event[] {
    failure = new Error(`${name}: ${fileProblem(error)}`, { cause: error });
    const shown = player ? `Recorded up to iteration ${player.newest()}` : BEFORE;
    const text = `${fileProblem(error)}. ${shown}.`;
    return [{ type: 'recordingEnded' }, { type: 'warning', text }];
  }

  /** Without a player between a file and what is written in its place. */
  function events(batch: Batch, status: TrainingStatus): Event[] {
    if (batch.change !== null) {
      if (batch.change === 'anew') {
        player = null;
        failure = null;
      }
      return [
        { type: 'recordingEnded' },
        { type: 'message', text: null },
        { type: 'warning', text: batch.change === 'anew' ? ANEW : GONE },
      ];
    }
    const all: Event[] = [];
    if (batch.problem !== null) {
      run = batch.problem;
      player = createPlayer(run);
      all.push({ type: 'recordingAnew', state: player.start(state.size) });
      all.push({ type: 'analysis', analysis: analysisOf(run) });
      all.push({ type: 'message', text: BEGUN });
    }
    all.push(...(player?.events(batch, status) ?? []));
    return batch.error === null ? all : [...all, ...fail(batch.error)];
  }

  for (let atEnd = false; !atEnd; ) {
    const { value: batch, done } = await batches.next();
    atEnd = done || batch.atEnd || batch.error !== null;
    const news = done ? [{ type: 'recordingEnded' as const }] : events(batch, 'paused');
    state = news.reduce((before, event) => update(before, event).state, state);
  }

  function connect(dispatch: (event: Event) => void): Feed {
    let closed = false;

    async function follow(): Promise<void> {
      // After the first frame: it takes two passes over the points.
      await new Promise(setImmediate);
      dispatch({ type: 'analysis', analysis: analysisOf(run) });
      for await (const batch of batches) {
        events(batch, 'running').forEach(dispatch);
      }
      if (failure === null) {
        dispatch({ type: 'recordingEnded' });
      }
    }

    follow().catch((error: unknown) => {
      // What a file that is closed says is of no interest.
      if (!closed) {
        fail(error).forEach(dispatch);
      }
    });

    return {
      send() {},
      onStateChange() {},
      async close() {
        closed = true;
      },
      failure: () => failure,
    };
  }

  return runDashboard(
    { problem: () => run, state, input: keys, display, connect, summary: () => '' },
    environment,
  );
}

function analysisOf({ options: { samples, degree } }: ResolvedRun): Analysis {
  return analyse(samples, INTERVAL, degree);
}

/** Makes events of the lines of a recording, in their order. */
export interface Player {
  /** The state at the beginning of the recording. */
  start(size: Size): State;
  /** @param status of runs that go on. */
  events(batch: Batch, status: TrainingStatus): Event[];
  /** The iteration of the last line. */
  newest(): number;
}

/** A player at the beginning of the recording of this problem. */
export function createPlayer(problem: ResolvedRun): Player {
  const { options, seed, initial } = problem;
  const { learningRates, samples, degree, engine, pace, iterations, every } = options;
  const objective = createObjective(
    samples > MANY_POINTS ? 'moments' : engine,
    samples,
    INTERVAL,
    degree,
  );
  const lanes = new Map(learningRates.map((_, lane) => [lane, lane]));
  /** Where each run ends, as far as is known: it may have been trained on. */
  const ends = new Map(learningRates.map((_, run) => [run, iterations]));
  /** The learning rate of each run in its newest record; of a branch only from its first one on. */
  const rates = new Map(learningRates.map((rate, run) => [run, rate]));
  /** The outcome of each run that has ended; it may be trained on. */
  const outcomes = new Map<number, { readonly state: Snapshot; readonly status: TrainingStatus }>();
  const completeness = createCompleteness(firstRuns(problem), every);
  let newest = 0;
  /** Runs that began last, as long as others may begin at the same time. */
  let held: readonly RunEvent[] = [];

  function startOf(coefficients: readonly number[], learningRate: number): Snapshot {
    return new Descent(objective, coefficients, learningRate).snapshot();
  }

  function recordedRun(line: Started, status: TrainingStatus): RecordedRun {
    const { type: _, run: number, branch, ...start } = line;
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

  /** Where a run ends that has got there: each time it is trained on, by as many iterations. */
  function extendTo(run: number, iteration: number): number {
    const known = ends.get(run)!;
    const times = Math.max(0, Math.ceil((iteration - known) / iterations));
    ends.set(run, known + times * iterations);
    return ends.get(run)!;
  }

  function progress(run: number, states: readonly Snapshot[], status: TrainingStatus): Event {
    const present = states.at(-1)!;
    newest = present.iteration;
    const end = extendTo(run, present.iteration);
    const progress: Progress = {
      run,
      status: outcomes.get(run)?.status ?? status,
      records: states.filter(({ iteration }) => iteration < end && isRecord(iteration, every)),
      present,
      iterations: end,
      elapsed: 0,
      paceReached: null,
    };
    return { type: 'progress', lane: lanes.get(run)!, progress };
  }

  /** Whether a record has another learning rate than the one before; perhaps, at a branch. */
  function changesRate(line: RunEvent): boolean {
    if (line.type === 'started' && !line.branch) {
      rates.set(line.run, line.learningRate);
    }
    if (line.type === 'started' || line.type === 'ended') {
      return false;
    }
    const { run, state } = line;
    const before = rates.get(run);
    rates.set(run, state.learningRate);
    // One more than is due tells of a turn, also where that puts back what the schedule has changed.
    return before !== state.learningRate || line.type === 'rateChanged';
  }

  /** Neighbours that make one event: records of one run, and runs that begin at the same time. */
  function groups(lines: readonly RunEvent[]): RunEvent[][] {
    const all: RunEvent[][] = [];
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

  /** Takes in that a run which has ended goes on, unless the learning rate was only changed. */
  function trainOn(run: number, record: Snapshot): void {
    const outcome = outcomes.get(run);
    if (!outcome) {
      return;
    }
    const state = endAfter(outcome.state, record);
    if (state === null) {
      outcomes.delete(run);
      extendTo(run, record.iteration + 1);
    } else {
      outcomes.set(run, { ...outcome, state });
    }
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
      const begin = initialState({ settings, learningRates, seed, pace, paused: false, size });
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
    newest: () => newest,
    events({ events: lines, atEnd, cutOff, error }, status) {
      const events: Event[] = [];
      lines.forEach(completeness.take);
      const complete = groups([...held, ...lines]);
      const isOver = atEnd || error !== null;
      held = !isOver && complete.at(-1)?.at(0)?.type === 'started' ? complete.pop()! : [];
      for (const group of complete) {
        const first = group[0]!;
        switch (first.type) {
          case 'started':
            events.push({
              type: 'recordedRuns',
              runs: group.map((line) => recordedRun(line as typeof first, status)),
            });
            break;
          case 'record':
          case 'rateChanged':
            trainOn(first.run, first.state);
            events.push(
              progress(
                first.run,
                group.map((line) => (line as typeof first).state),
                status,
              ),
            );
            break;
          case 'ended':
            outcomes.set(first.run, {
              state: first.state,
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

/** A record of the end itself says that the run goes on, unless its learning rate was changed. */
function endAfter(end: Snapshot, record: Snapshot): Snapshot | null {
  const isChange = end.iteration === record.iteration && end.learningRate !== record.learningRate;
  return isChange ? record : null;
}

function belongs(line: RunEvent, group: readonly RunEvent[]): boolean {
  const last = group.at(-1)!;
  if (line.type === 'record' && last.type === 'record') {
    return line.run === last.run;
  }
  return (
    line.type === 'started' &&
    last.type === 'started' &&
    line.branch === null &&
    last.branch === null &&
    group.every((other) => other.type === 'started' && other.lane !== line.lane)
  );
}
