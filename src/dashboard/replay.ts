/** Runs the dashboard on recordings, which play as they were trained. */

import type { ReadStream } from 'node:tty';
import type { Options } from '../options/options.js';
import { runDashboard } from './dashboard.js';
import { update } from './model/update.js';
import { Playback } from './playback.js';
import { type NamedRecording, RecordingsReader } from './recordingsReader.js';
import { ReplayFeed } from './replayFeed.js';
import { sizeOf } from './terminal/size.js';

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
  recordings: readonly NamedRecording[],
  keys: ReadStream,
  { pace: wanted, paused, ...display }: ReplayOptions,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const pace = wanted ?? recordings[0]!.recording.problem.options.pace;
  const playback = new Playback(pace);
  const reader = new RecordingsReader(recordings, playback, sizeOf(process.stdout));
  const beginning = { ...reader.begin(), pace, paused };
  const events = await reader.readPresent();
  const state = events.reduce((before, event) => update(before, event).state, beginning);
  return runDashboard(
    {
      problem: () => (reader.isSingle ? reader.problem : null),
      // The terminal may have been resized while the recordings were read.
      state: { ...state, size: sizeOf(process.stdout) },
      input: keys,
      display,
      connect(dispatch) {
        const feed = new ReplayFeed(reader, playback, dispatch);
        feed.start(paused);
        return feed;
      },
      lesson: null,
      summary: () => '',
    },
    environment,
  );
}
