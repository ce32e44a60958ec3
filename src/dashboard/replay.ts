/** Runs the dashboard on a recording, which plays as it was trained. */

import type { ReadStream } from 'node:tty';
import { analyse } from '../fit/analysis.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { type Batch, NOTHING, type Recording } from '../recording/open.js';
import { withName } from '../recording/readingError.js';
import type { RunEvent } from '../runs/events.js';
import { now } from '../system/clock.js';
import { fileProblem } from '../system/fileProblem.js';
import type { Analysis } from '../training/protocol.js';
import { runDashboard } from './dashboard.js';
import type { Feed } from './feed.js';
import type { Event } from './model/events.js';
import { runName } from './model/selectors.js';
import type { Run, State } from './model/state.js';
import { update } from './model/update.js';
import { Playback } from './playback.js';
import { sizeOf } from './terminal/size.js';
import { createTranslator, type Translator } from './translator.js';

const BEFORE = 'This is what it contained before';
const GONE = `The file is gone; waiting for a new one. ${BEFORE}.`;
const ANEW = `The file is being rewritten. ${BEFORE}.`;
const BEGUN = 'The file was rewritten. This is what it contains now.';

/** A recording with its name, fit for a message. */
export interface Tape {
  readonly name: string;
  readonly recording: Recording;
}

/** How to play and draw recordings. */
export interface ReplayOptions extends Pick<Options, 'ascii' | 'color' | 'paused'> {
  /** Iterations per second; null for the recorded pace, or with several recordings that of the first. */
  readonly pace: number | null;
}

/**
 * Plays recordings of the same problem side by side until the user quits: first what they contain now,
 * then what is appended to them. If a single recording is rewritten, plays the new one.
 *
 * @param keys the terminal to read keys from.
 * @returns the exit code.
 * @throws the error of a source, if that occurs before the dashboard opens.
 */
export async function replayInDashboard(
  tapes: readonly Tape[],
  keys: ReadStream,
  { pace: wanted, paused, ...display }: ReplayOptions,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const size = sizeOf(process.stdout);
  const isAlone = tapes.length === 1;
  const problems = tapes.map(({ recording }) => recording.problem);
  const pace = wanted ?? problems[0]!.options.pace;
  const playback = new Playback(pace);
  const warnings = tapes.map((): string | null => null);
  let translators: readonly Translator[] = [];
  let failure: Error | null = null;
  let state = { ...begin(), pace, paused };

  /** @returns the state at the start of all recordings. */
  function begin(): State {
    let lane = 0;
    translators = problems.map((problem, index) => {
      const translator = createTranslator(problem, { index, count: tapes.length, lane });
      lane += translator.first.length;
      return translator;
    });
    const every = Math.max(...problems.map(({ options }) => options.every));
    playback.load(
      translators.map(({ first }) => first),
      every,
      now(),
    );
    const beginning = { ...translators[0]!.start(size), live: firstRunsOfAll() };
    return { ...beginning, message: isAlone ? null : whoIsWho(beginning) };
  }

  function firstRunsOfAll(): readonly Run[] {
    return translators.flatMap((translator) => translator.start(size).live);
  }

  /** Which runs each of several recordings has: `A a.ndjson, B C b.ndjson`. */
  function whoIsWho(state: State): string {
    const names = tapes.map(({ name }, index) => {
      const { first } = translators[index]!;
      return [...first.map(({ lane }) => runName(state, state.live[lane]!)), name].join(' ');
    });
    return `${names.join(', ')}.`;
  }

  /** The warning of one recording, or the warnings of all with their names. */
  function warn(index: number, text: string | null): Event {
    const name = isAlone ? '' : `${tapes[index]!.name}: `;
    warnings[index] = text === null ? null : name + text;
    const told = warnings.filter((warning) => warning !== null);
    return { type: 'warning', text: told.length === 0 ? null : told.join(' ') };
  }

  function fail(index: number, error: unknown): Event[] {
    const problem = fileProblem(error);
    failure = new Error(`${tapes[index]!.name}: ${problem}`, { cause: error });
    const newest = translators[index]?.newest();
    const shown = newest === undefined ? BEFORE : `Recorded up to iteration ${newest}`;
    return [...ended(), warn(index, `${problem}. ${shown}.`)];
  }

  /** At the end of the recording, reports that its unfinished runs will not continue. */
  function ended(): Event[] {
    return playback.isFollowing ? [{ type: 'recordingEnded' }] : [];
  }

  /**
   * Handles the next batch of a recording. While a file is being rewritten, nothing is translated.
   *
   * @returns the events to dispatch at once; the others are added to the playback.
   */
  function take(index: number, batch: Batch): Event[] {
    if (batch.change !== null) {
      const isReplaced = batch.change === 'anew' && isAlone;
      if (isReplaced) {
        translators = [];
        failure = null;
        playback.load([], 1, now());
      }
      return [
        ...(isReplaced ? [{ type: 'recordingEnded' } as const] : ended()),
        { type: 'message', text: null },
        warn(index, batch.change === 'anew' ? ANEW : GONE),
      ];
    }
    const events: Event[] = [];
    if (batch.problem !== null) {
      problems[index] = batch.problem;
      events.push({ type: 'recordingAnew', state: begin() });
      events.push({ type: 'analysis', analysis: analysisOf(batch.problem) });
      events.push({ type: 'message', text: BEGUN });
    }
    for (const event of translators[index]?.events(batch) ?? []) {
      if (event.type === 'recorded') {
        playback.add(index, event.events);
      } else if (event.type === 'warning') {
        events.push(warn(index, event.text));
      }
    }
    return batch.error === null ? events : [...events, ...fail(index, batch.error)];
  }

  for (const [index, tape] of tapes.entries()) {
    for (const event of await takeAll(index, tape)) {
      state = update(state, event).state;
    }
  }

  /** Reads what a recording contains so far. */
  async function takeAll(index: number, { name, recording }: Tape): Promise<Event[]> {
    const events: Event[] = [];
    try {
      for (let atEnd = false; !atEnd; ) {
        const { value: batch, done } = await recording.batches.next();
        atEnd = done || batch.atEnd || batch.error !== null;
        events.push(...take(index, batch ?? NOTHING));
      }
    } catch (error) {
      throw withName(error, name);
    }
    return events;
  }

  function connect(dispatch: (event: Event) => void): Feed {
    let closed = false;
    let timer: NodeJS.Timeout | undefined;

    /** Shows the events that are due. */
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

    async function start(): Promise<void> {
      // After the first frame, because it takes two passes over the points.
      await new Promise(setImmediate);
      dispatch({ type: 'analysis', analysis: analysisOf(problems[0]!) });
      if (!paused) {
        playback.handle({ type: 'resume' }, now());
      }
      play();
      await Promise.all(tapes.map(follow));
    }

    /** Adds what is appended to a recording. One of several that is rewritten stays as it was. */
    async function follow({ recording }: Tape, index: number): Promise<void> {
      try {
        for await (const batch of recording.batches) {
          take(index, batch).forEach(dispatch);
          play();
          if (!isAlone && batch.change === 'anew') {
            break;
          }
        }
        if (failure === null) {
          ended().forEach(dispatch);
        }
      } catch (error) {
        // Errors after closing do not matter.
        if (!closed) {
          fail(index, error).forEach(dispatch);
        }
      }
    }

    start();

    return {
      send(lane, command) {
        // All lanes get the same command and play together.
        if (lane === 0) {
          show(playback.handle(command, now()));
          play();
        }
      },
      seek(to) {
        // Nothing can be played while a file is being rewritten.
        if (translators.length === 0) {
          return;
        }
        const { again, events } = playback.seek(to, now());
        if (again) {
          dispatch({ type: 'recordedAgain', live: firstRunsOfAll(), events });
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
    {
      problem: () => (isAlone ? problems[0]! : null),
      state,
      input: keys,
      display,
      connect,
      summary: () => '',
    },
    environment,
  );
}

function analysisOf({ options: { samples, degree } }: ResolvedRun): Analysis {
  return analyse(samples, INTERVAL, degree);
}
