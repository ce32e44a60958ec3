/** The dashboard of recorded runs: the lines of a recording become events of the dashboard. */

import type { ReadStream } from 'node:tty';
import { analyse } from '../fit/analysis.js';
import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../options/start.js';
import { createCompleteness } from '../recording/completeness.js';
import { type Batch, NOTHING, type Recording } from '../recording/open.js';
import { firstRuns, type RunEvent } from '../runs/events.js';
import { fileProblem } from '../system/fileProblem.js';
import type { Analysis, Snapshot } from '../training/protocol.js';
import { type Feed, runDashboard } from './dashboard.js';
import type { Event } from './model/events.js';
import { initialState, type Run, type Size, type State } from './model/state.js';
import { withStart } from './model/update/runs.js';
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
  function events(batch: Batch): Event[] {
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
    all.push(...(player?.events(batch) ?? []));
    return batch.error === null ? all : [...all, ...fail(batch.error)];
  }

  const take = (event: Event): void => {
    state = update(state, event).state;
  };
  for (let atEnd = false; !atEnd; ) {
    const { value: batch, done } = await batches.next();
    atEnd = done || batch.atEnd || batch.error !== null;
    events(batch ?? NOTHING).forEach(take);
  }
  // Until more comes nothing is trained.
  take({ type: 'recordingEnded' });

  function connect(dispatch: (event: Event) => void): Feed {
    let closed = false;

    async function follow(): Promise<void> {
      // After the first frame: it takes two passes over the points.
      await new Promise(setImmediate);
      dispatch({ type: 'analysis', analysis: analysisOf(run) });
      for await (const batch of batches) {
        events(batch).forEach(dispatch);
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
      record() {},
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

/** Makes events of the dashboard of what a recording tells, in its order. */
export interface Player {
  /** The state at the beginning of the recording. */
  start(size: Size): State;
  events(batch: Batch): Event[];
  /** The iteration of the last line. */
  newest(): number;
}

/** A player at the beginning of the recording of this problem. */
export function createPlayer(problem: ResolvedRun): Player {
  const { options, seed } = problem;
  const { learningRates, samples, degree, engine, pace, every } = options;
  const objective = createObjective(
    samples > MANY_POINTS ? 'moments' : engine,
    samples,
    INTERVAL,
    degree,
  );
  const completeness = createCompleteness(firstRuns(problem), every);
  let newest = 0;

  /** The state at iteration 0, which no line holds. */
  function startOf({ initial, learningRate }: Pick<Run, 'initial' | 'learningRate'>): Snapshot {
    return new Descent(objective, initial, learningRate).snapshot();
  }

  function evaluated(event: RunEvent): RunEvent {
    return event.type === 'started' && event.branch === null
      ? { ...event, state: startOf(event) }
      : event;
  }

  function warning(cutOff: boolean): string | null {
    if (cutOff) {
      return `The last line is cut off: recorded up to iteration ${newest}.`;
    }
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
      const live = begin.live.map((run) => withStart(run, startOf(run)));
      return update({ ...begin, live, replay: true }, { type: 'recordingEnded' }).state;
    },
    newest: () => newest,
    events({ events, atEnd, cutOff }) {
      for (const event of events) {
        completeness.take(event);
        newest = event.type === 'started' ? newest : event.state.iteration;
      }
      const told: Event[] =
        events.length > 0 ? [{ type: 'recorded', events: events.map(evaluated) }] : [];
      return atEnd || events.length > 0
        ? [...told, { type: 'warning', text: warning(cutOff) }]
        : told;
    },
  };
}
