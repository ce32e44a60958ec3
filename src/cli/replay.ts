/** Plays recordings in the dashboard, or prints the lines of one. */

import { createReadStream, openSync, statSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { NamedRecording } from '../dashboard/recordingsReader.js';
import type { Options } from '../options/options.js';
import { MAX_LEARNING_RATES } from '../options/table.js';
import { printRecording } from '../output/recorded.js';
import { openRecording, type Recording } from '../recording/open.js';
import { withName } from '../recording/readingError.js';
import { type Piece, readFile, readPipe } from '../recording/source.js';
import { DIVERGED, FAILURE, USAGE } from '../system/exitCodes.js';
import { isSystemError } from '../system/fileProblem.js';
import { STDERR, STDOUT, writeMessage } from '../system/standardStreams.js';
import { printable } from '../text/quote.js';
import { STDIN } from './commands.js';
import { chooseFrontEnd, explainMissingDashboard, terminalFacts } from './frontEnd.js';

/** The terminal itself, even if stdin is something else. */
const TERMINAL = process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty';

/**
 * Plays recordings in the dashboard until the user quits or, without a dashboard, prints a single one.
 *
 * @param files their names, or `-` for stdin.
 * @param pace iterations per second; null for the recorded pace.
 * @returns the exit code.
 * @throws Error that names the file and, if a line is wrong, the line.
 */
export async function replay(
  files: readonly string[],
  options: Options,
  pace: number | null,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const keys = files.includes(STDIN) ? openTerminal() : process.stdin;
  const frontEnd = chooseFrontEnd(
    { ...options, format: 'text', announce: false },
    terminalFacts(environment, () => keys),
  );
  const isWatched = frontEnd.name === 'dashboard';
  if (!isWatched && files.length > 1) {
    const why =
      frontEnd.reason ?? (options.headless ? 'of --headless' : 'stdout is not a terminal');
    await writeMessage(
      STDERR,
      `sinfit-tui: only the dashboard compares recordings, and there is none, because ${why}; ` +
        'print them one at a time\n',
    );
    return USAGE;
  }
  const stop = new AbortController();
  const recordings: NamedRecording[] = [];
  try {
    for (const file of files) {
      const name = file === STDIN ? 'stdin' : printable(file);
      recordings.push({ name, recording: await open(file, name, isWatched, stop.signal) });
    }
    if (isWatched) {
      checkComparable(recordings);
      const { replayInDashboard } = await import('../dashboard/replay.js');
      return await replayInDashboard(
        recordings,
        keys as ReadStream,
        { ...options, pace },
        environment,
      );
    }
    await explainMissingDashboard(frontEnd);
    return await print(recordings[0]!);
  } catch (error) {
    stop.abort();
    await Promise.all(recordings.map(({ recording }) => recording.close()));
    throw error;
  } finally {
    stop.abort();
    if (keys !== process.stdin) {
      keys?.destroy();
    }
  }
}

/** Reads the first line of a recording; only files are followed while they grow. */
async function open(
  file: string,
  name: string,
  follow: boolean,
  signal: AbortSignal,
): Promise<Recording> {
  try {
    return await openRecording(source(file, follow, signal));
  } catch (error) {
    throw withName(error, name);
  }
}

/** @throws Error when they are not of the same problem, or of too many runs for one chart. */
function checkComparable(recordings: readonly NamedRecording[]): void {
  const [first, ...others] = recordings.map(({ name, recording }) => ({
    name,
    options: recording.problem.options,
  }));
  for (const { name, options } of others) {
    for (const what of ['degree', 'samples'] as const) {
      if (options[what] !== first!.options[what]) {
        throw new Error(
          `${name}: has --${what} ${options[what]}, and ${first!.name} has ${first!.options[what]}; ` +
            'recordings that are compared must have the same --degree and --samples',
        );
      }
    }
  }
  const counts = [first!, ...others].map(({ options }) => options.learningRates.length);
  const runs = counts.reduce((sum, count) => sum + count);
  if (runs > MAX_LEARNING_RATES) {
    throw new Error(
      `${runs} runs in ${recordings.length} recordings (${counts.join(' + ')}): ` +
        `at most ${MAX_LEARNING_RATES} can be compared; leave some out`,
    );
  }
}

/** The terminal to read keys from when stdin is the recording; null if there is none. */
function openTerminal(): ReadStream | null {
  try {
    return new ReadStream(openSync(TERMINAL, 'r+'));
  } catch (error) {
    // There is no terminal, or its driver refuses.
    if (isSystemError(error, 'ENXIO', 'ENOENT', 'ENOTTY', 'EIO', 'EACCES', 'ERR_TTY_INIT_FAILED')) {
      return null;
    }
    throw error;
  }
}

/** The bytes of the recording; only files are followed while they grow. */
function source(file: string, follow: boolean, signal: AbortSignal): AsyncIterable<Piece> {
  if (file !== STDIN && statSync(file).isFile()) {
    return readFile(file, follow, signal);
  }
  const pipe = file === STDIN ? process.stdin : createReadStream(file);
  return readPipe(addAbortSignal(signal, pipe));
}

async function print({ recording, name }: NamedRecording): Promise<number> {
  const { diverged, divergences, error, missing, newest } = await printRecording(
    recording,
    STDOUT,
  ).catch((error: unknown) => {
    throw withName(error, name);
  });
  for (const divergence of divergences) {
    await writeMessage(STDERR, `sinfit-tui: ${divergence}\n`);
  }
  const problem = error?.message ?? missing;
  if (problem !== null) {
    await writeMessage(
      STDERR,
      `sinfit-tui: ${name}: ${problem}; recorded up to iteration ${newest}\n`,
    );
  }
  if (error !== null) {
    return FAILURE;
  }
  return diverged || divergences.length > 0 ? DIVERGED : 0;
}
