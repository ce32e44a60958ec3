/** Runs a program in a real pseudo-terminal whose output goes into an emulator. */

import { readSync } from 'node:fs';
import { constants } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { type IPty, spawn } from '@lydell/node-pty';
import { createEmulator, type Emulator, type Size } from '../emulator.js';

/** How a program ended: `signal` is a name such as `SIGTERM`, or null when it exited by itself. */
export interface Exit {
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
}

/** What is waited for: a part of the screen's text, or what a predicate says of that text. */
export type Condition = string | RegExp | ((screen: string) => boolean);

export interface ProgramOptions extends Partial<Size> {
  /** The test that this program belongs to: the program is closed when it ends. */
  readonly test?: { after(close: () => Promise<void>): void };
  /** Added to a small environment that is the same everywhere; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export interface WaitOptions {
  /** Milliseconds before the wait is given up. */
  readonly timeout?: number;
}

export interface Program {
  readonly emulator: Emulator;
  readonly pid: number;
  /** Everything written so far, escape sequences included. */
  readonly output: string;
  /** Resolves when the program has ended and all its output is on the emulator's screen. */
  readonly exited: Promise<Exit>;
  /** Types keys, as the bytes that a terminal sends for them: `\x03` is Ctrl-C. */
  press(keys: string): void;
  /** Types bytes that need not be text. */
  pressBytes(bytes: Buffer): void;
  /**
   * Resolves with the screen's text as soon as it fulfils the condition, which is looked at now
   * and after every piece of output. A piece can end in the middle of a drawing: wait for what is
   * drawn last, or see `quiet`.
   *
   * Rejects, with the last screen in the message, at the timeout or when the program ended.
   */
  waitFor(condition: Condition, options?: WaitOptions): Promise<string>;
  /**
   * Resolves with the screen's text when nothing was written for that many milliseconds, or when
   * the program ended; rejects as `waitFor` does at the timeout. A drawing that is written in one
   * go is complete by then.
   */
  quiet(milliseconds: number, options?: WaitOptions): Promise<string>;
  resize(size: Size): void;
  /** Reads no more of what the program writes, as a terminal that hangs. */
  stopReading(): void;
  startReading(): void;
  /** Takes the terminal away, as closing its window does. Output that was not read is lost. */
  hangUp(): void;
  /** The terminal's device file. */
  readonly device: string;
  /** Signals the program and what it started in its process group, as a closing terminal does. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the program, if it still runs, at once. */
  close(): Promise<void>;
}

/** Ends a wait for what never comes; a busy machine may take long. */
const DEFAULT_TIMEOUT = 60_000;

/** For suites whose tests mostly wait for programs. */
export const SEVERAL_AT_ONCE = { concurrency: 4 } as const;

/** The caller's environment must not decide a test: it may hold NO_COLOR, LC_ALL or a TERM. */
function environment(added: ProgramOptions['env'] = {}): Record<string, string> {
  const { PATH, HOME } = process.env;
  // Nobody's own configuration decides a test.
  const all = {
    PATH,
    HOME,
    XDG_CONFIG_HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    ...added,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function signalName(number: number | undefined): NodeJS.Signals | null {
  const entry = Object.entries(constants.signals).find(([, value]) => value === number);
  return (entry?.[0] as NodeJS.Signals | undefined) ?? null;
}

function fulfils(screen: string, condition: Condition): boolean {
  if (typeof condition === 'string') {
    return screen.includes(condition);
  }
  if (typeof condition === 'function') {
    return condition(screen);
  }
  return screen.search(condition) >= 0;
}

function describe(condition: Condition): string {
  if (typeof condition === 'string') {
    return JSON.stringify(condition);
  }
  return String(condition);
}

function describeExit({ exitCode, signal }: Exit): string {
  return signal === null ? `exit code ${exitCode}` : signal;
}

function frame(screen: string, columns: number): string {
  const edge = `+${'-'.repeat(columns)}+`;
  const rows = screen.split('\n').map((row) => `|${row.padEnd(columns)}|`);
  return [edge, ...rows, edge].join('\n');
}

/** Signals a process group; one that has ended already is left alone. */
function signalGroup(leader: number, signal: NodeJS.Signals): void {
  // A process that was only just started may not lead its group yet.
  for (const target of [-leader, leader]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

/** What node-pty's terminal is besides its declared interface: a stream of the file `fd`. */
interface PtyStream {
  readonly fd: number;
  on(event: 'data', listener: (data: Buffer) => void): void;
  on(event: 'end', listener: () => void): void;
  write(data: Buffer): void;
  readonly ptsName: string;
  destroy(): void;
}

/**
 * Reads what is left in a pseudo-terminal whose program has gone. When the other side hangs up,
 * Node takes a short read for the last one, although a pseudo-terminal never gives more than a
 * few kB at a time: without this, the end of a long output is lost.
 */
function readRest(fd: number): Buffer {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(65_536);
    try {
      const count = readSync(fd, part);
      if (count === 0) {
        break;
      }
      parts.push(part.subarray(0, count));
    } catch {
      // EIO is how Linux reports the end.
      break;
    }
  }
  return Buffer.concat(parts);
}

/**
 * Starts a command in a new pseudo-terminal of 80 × 24 or the given size.
 *
 * A command that cannot be started ends with exit code 1. Whoever gives no `test`
 * has to await `close()` or `exited`, because a running program keeps this process alive.
 */
export function startProgram(
  command: string,
  args: readonly string[],
  { columns = 80, rows = 24, env, cwd = process.cwd(), test }: ProgramOptions = {},
): Program {
  const emulator = createEmulator({ columns, rows });
  const pty: IPty = spawn(command, [...args], {
    cols: columns,
    rows,
    cwd,
    env: environment(env),
    // Bytes: a character may be cut between two pieces, or where `readRest` goes on.
    encoding: null,
  });
  const stream = pty as unknown as PtyStream;
  const { pid } = pty;

  let output = '';
  let ended: Exit | null = null;
  const watchers = new Set<() => void>();
  const notify = (): void => {
    for (const watcher of [...watchers]) {
      watcher();
    }
  };

  // One piece after the other, so that the watchers see the screen after each of them.
  let shown: Promise<void> = Promise.resolve();
  const decoder = new StringDecoder('utf8');
  const take = (bytes: Buffer): void => {
    const text = decoder.write(bytes);
    output += text;
    shown = shown.then(() => emulator.write(text)).then(notify);
  };
  stream.on('data', take);
  stream.on('end', () => take(readRest(stream.fd)));
  const exited = new Promise<Exit>((resolve) => {
    pty.onExit(async ({ exitCode, signal }) => {
      await shown;
      ended = { exitCode, signal: signalName(signal) };
      notify();
      resolve(ended);
    });
  });

  // The last resort against a program that would outlive its test.
  const killAtExit = (): void => signalGroup(pid, 'SIGKILL');
  process.once('exit', killAtExit);
  void exited.then(() => process.removeListener('exit', killAtExit));

  /**
   * Calls `look` now, after every piece of output and at the end, until it calls `stop`: without
   * an argument for success, or with what went wrong.
   */
  const watch = async (
    what: string,
    timeout: number,
    look: (stop: (problem?: string) => void) => void,
  ): Promise<string> => {
    let timer: NodeJS.Timeout | undefined;
    let watcher = notify;
    try {
      const seen = await new Promise<{ screen: string; problem?: string }>((resolve, reject) => {
        const stop = (problem?: string): void => {
          const screen = emulator.text();
          resolve(problem === undefined ? { screen } : { screen, problem });
        };
        watcher = () => {
          try {
            look(stop);
          } catch (error) {
            reject(error);
          }
        };
        timer = setTimeout(stop, timeout, `was not seen within ${timeout} ms`);
        watchers.add(watcher);
        watcher();
      });
      if (seen.problem === undefined) {
        return seen.screen;
      }
      const screen = frame(seen.screen, emulator.columns);
      throw new Error(`${what} ${seen.problem}; the last screen:\n${screen}`);
    } finally {
      clearTimeout(timer);
      watchers.delete(watcher);
    }
  };

  const program: Program = {
    emulator,
    pid,
    get output() {
      return output;
    },
    exited,
    press: (keys) => pty.write(keys),
    pressBytes: (bytes) => stream.write(bytes),
    waitFor: (condition, { timeout = DEFAULT_TIMEOUT } = {}) =>
      watch(describe(condition), timeout, (stop) => {
        if (fulfils(emulator.text(), condition)) {
          stop();
        } else if (ended !== null) {
          stop(`was not seen before the end, ${describeExit(ended)}`);
        }
      }),
    quiet: async (milliseconds, { timeout = DEFAULT_TIMEOUT } = {}) => {
      let silence: NodeJS.Timeout | undefined;
      try {
        return await watch(`quiet for ${milliseconds} ms`, timeout, (stop) => {
          clearTimeout(silence);
          if (ended !== null) {
            stop();
            return;
          }
          const { length } = output;
          const stopIfSilent = (): void => {
            if (output.length === length) {
              stop();
            }
          };
          // Where this process was kept busy, Node.js looks at timers before it reads what has come.
          silence = setTimeout(() => setImmediate(stopIfSilent), milliseconds);
        });
      } finally {
        clearTimeout(silence);
      }
    },
    resize: (size) => {
      emulator.resize(size);
      pty.resize(size.columns, size.rows);
    },
    stopReading: () => pty.pause(),
    startReading: () => pty.resume(),
    hangUp: () => stream.destroy(),
    device: stream.ptsName,
    kill: (signal) => signalGroup(pid, signal),
    close: async () => {
      if (ended === null) {
        signalGroup(pid, 'SIGKILL');
      }
      await exited;
    },
  };
  test?.after(program.close);
  return program;
}
