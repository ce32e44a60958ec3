/** Shows a recording: in the dashboard, or as printed lines. */

import { createReadStream, openSync, statSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { Options } from '../options/options.js';
import { printRecording } from '../output/recorded.js';
import { RecordingError } from '../recording/members.js';
import { openRecording, type Recording } from '../recording/open.js';
import { type Piece, readFile, readPipe } from '../recording/source.js';
import { DIVERGED, FAILURE } from '../system/exitCodes.js';
import { fileProblem, isSystemError } from '../system/fileProblem.js';
import { isClosedPipe, STDERR, STDOUT, writeMessage } from '../system/stdout.js';
import { printable } from '../text/quote.js';
import { chooseFrontEnd } from './frontEnd.js';

/** Stands for stdin instead of a file name. */
const STDIN = '-';

/** The terminal itself, even if stdin is something else. */
const TERMINAL = process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty';

/**
 * Replays a recording until the user quits the dashboard or, without one, all of it is printed.
 *
 * @param file its name, or `-` for stdin.
 * @param pace iterations per second; null for the recorded pace.
 * @returns the exit code.
 * @throws Error that names the file and, if a line is wrong, the line.
 */
export async function replay(
  file: string,
  options: Options,
  pace: number | null,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const keys = file === STDIN ? openTerminal() : process.stdin;
  const frontEnd = chooseFrontEnd(
    { ...options, format: 'text', announce: false },
    {
      stdinIsTerminal: keys?.isTTY === true,
      stdoutIsTerminal: process.stdout.isTTY === true,
      term: environment.TERM,
    },
  );
  const name = file === STDIN ? 'stdin' : printable(file);
  const stop = new AbortController();
  try {
    const recording = await openRecording(source(file, frontEnd.name === 'dashboard', stop.signal));
    if (frontEnd.name === 'dashboard') {
      const { replayInDashboard } = await import('../dashboard/replay.js');
      const playing = { ...options, pace };
      return await replayInDashboard(recording, name, keys as ReadStream, playing, environment);
    }
    return await print(recording, name, frontEnd.reason);
  } catch (error) {
    throw isReadingError(error)
      ? new Error(`${name}: ${fileProblem(error)}`, { cause: error })
      : error;
  } finally {
    stop.abort();
    if (keys !== process.stdin) {
      keys?.destroy();
    }
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

function isReadingError(error: unknown): boolean {
  return error instanceof RecordingError || (isSystemError(error) && !isClosedPipe(error));
}

async function print(recording: Recording, name: string, reason: string | null): Promise<number> {
  if (reason !== null) {
    await writeMessage(
      STDERR,
      `sinfit-tui: no dashboard, because ${reason}; printing as with --headless:\n`,
    );
  }
  const { diverged, divergences, error, missing, newest } = await printRecording(recording, STDOUT);
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
