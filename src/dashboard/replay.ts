/** The dashboard of recorded runs: they are played as they were trained. */

import type { ReadStream } from 'node:tty';
import { analyse } from '../fit/analysis.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { type Batch, NOTHING, type Recording } from '../recording/open.js';
import { firstRuns, type RunEvent } from '../runs/events.js';
import { now } from '../system/clock.js';
import { fileProblem } from '../system/fileProblem.js';
import type { Analysis } from '../training/protocol.js';
import { type Feed, runDashboard } from './dashboard.js';
import type { Event } from './model/events.js';
import { update } from './model/update.js';
import { Playback } from './playback.js';
import { sizeOf } from './terminal/size.js';
import { createTranslator, type Translator } from './translator.js';

const BEFORE = 'This is what was in it before';
const GONE = `The file is gone; waiting for a new one. ${BEFORE}.`;
const ANEW = `The file is being written anew. ${BEFORE}.`;
const BEGUN = 'The file was written anew. This is what is in it now.';

/** How to play and to draw a recording. */
export interface ReplayOptions extends Pick<Options, 'ascii' | 'color' | 'paused'> {
  /** Iterations per second; null for the recorded one. */
  readonly pace: number | null;
}

/**
 * Plays a recording until the dashboard is left: what there is of it now, what is added to it once
 * that has been played, and what is written in its place.
 *
 * @param name of the recording, fit for a message.
 * @param keys the terminal that keys are read from.
 * @returns the exit code.
 * @throws the source's error, before there is a dashboard.
 */
export async function replayInDashboard(
  { problem, batches }: Recording,
  name: string,
  keys: ReadStream,
  { pace: wanted, paused, ...display }: ReplayOptions,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const size = sizeOf(process.stdout);
  const pace = wanted ?? problem.options.pace;
  const playback = new Playback(pace);
  let run = problem;
  let translator: Translator | null = begin();
  let failure: Error | null = null;
  let state = { ...translator.start(size), pace, paused };

  function begin(): Translator {
    playback.load([firstRuns(run)], run.options.every, now());
    return createTranslator(run);
  }

  function fail(error: unknown): Event[] {
    failure = new Error(`${name}: ${fileProblem(error)}`, { cause: error });
    const shown = translator ? `Recorded up to iteration ${translator.newest()}` : BEFORE;
    return [...ended(), { type: 'warning', text: `${fileProblem(error)}. ${shown}.` }];
  }

  /** What has no end yet at the end of what there is will not go on. */
  function ended(): Event[] {
    return playback.isFollowing ? [{ type: 'recordingEnded' }] : [];
  }

  /**
   * Takes in what a recording tells. Nothing is translated between a file and what is written in
   * its place.
   *
   * @returns what there is to say at once; the rest is played.
   */
  function take(batch: Batch): Event[] {
    if (batch.change !== null) {
      if (batch.change === 'anew') {
        translator = null;
        failure = null;
        playback.load([], 1, now());
      }
      return [
        { type: 'recordingEnded' },
        { type: 'message', text: null },
        { type: 'warning', text: batch.change === 'anew' ? ANEW : GONE },
      ];
    }
    const events: Event[] = [];
    if (batch.problem !== null) {
      run = batch.problem;
      translator = begin();
      events.push({ type: 'recordingAnew', state: translator.start(size) });
      events.push({ type: 'analysis', analysis: analysisOf(run) });
      events.push({ type: 'message', text: BEGUN });
    }
    for (const event of translator?.events(batch) ?? []) {
      if (event.type === 'recorded') {
        playback.add(0, event.events);
      } else {
        events.push(event);
      }
    }
    return batch.error === null ? events : [...events, ...fail(batch.error)];
  }

  for (let atEnd = false; !atEnd; ) {
    const { value: batch, done } = await batches.next();
    atEnd = done || batch.atEnd || batch.error !== null;
    for (const event of take(batch ?? NOTHING)) {
      state = update(state, event).state;
    }
  }

  function connect(dispatch: (event: Event) => void): Feed {
    let closed = false;
    let timer: NodeJS.Timeout | undefined;

    /** Shows what is due. */
    function play(): void {
      clearTimeout(timer);
      const followed = playback.isFollowing;
      show(playback.take(now()));
      if (!followed) {
        ended().forEach(dispatch);
      }
      const wait = playback.wait(now());
      timer = wait === null || closed ? undefined : setTimeout(play, wait);
    }

    function show(events: readonly RunEvent[]): void {
      if (events.length > 0) {
        dispatch({ type: 'recorded', events });
      }
    }

    async function follow(): Promise<void> {
      // After the first frame: it takes two passes over the points.
      await new Promise(setImmediate);
      dispatch({ type: 'analysis', analysis: analysisOf(run) });
      if (!paused) {
        playback.handle({ type: 'resume' }, now());
      }
      play();
      for await (const batch of batches) {
        take(batch).forEach(dispatch);
        play();
      }
      if (failure === null) {
        ended().forEach(dispatch);
      }
    }

    follow().catch((error: unknown) => {
      // What a file that is closed says is of no interest.
      if (!closed) {
        fail(error).forEach(dispatch);
      }
    });

    return {
      send(lane, command) {
        // All lanes are asked the same, and play together.
        if (lane === 0) {
          show(playback.handle(command, now()));
          play();
        }
      },
      seek(to) {
        const { again, events } = playback.seek(to, now());
        if (again) {
          const { live } = translator!.start(size);
          dispatch({ type: 'recordedAgain', live, events });
        } else {
          show(events);
        }
        ended().forEach(dispatch);
        play();
      },
      record() {},
      async close() {
        closed = true;
        clearTimeout(timer);
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
