import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';

/** The size that drawing is measured at. */
const SIZE = { cols: 120, rows: 40 };

/** Milliseconds to wait for something that never comes. */
const TIMEOUT = 60_000;

/** A program in a pseudo-terminal: what it writes, when, and what it costs. */
export interface Watched {
  readonly pid: number;
  /** Milliseconds since the start. */
  now(): number;
  /** Bytes written so far. */
  bytes(): number;
  /**
   * Resolves when what was written, from here on if `anew`, matches.
   *
   * @returns the milliseconds since the start at which the matching piece came.
   */
  seen(pattern: RegExp, anew?: boolean): Promise<number>;
  press(keys: string): void;
  /** Resolves with the milliseconds that the program has lived. */
  readonly exited: Promise<number>;
  kill(): void;
}

/** Starts a program in a pseudo-terminal with colours and UTF-8, in the environment of the bench. */
export function watch(command: readonly string[]): Watched {
  const begun = performance.now();
  const now = () => performance.now() - begun;
  const pty = spawn(command[0]!, command.slice(1), {
    ...SIZE,
    name: 'xterm-256color',
    env: process.env,
  });
  let output = '';
  let bytes = 0;
  let latest = 0;
  let check = (): void => {};
  const exited = new Promise<number>((resolve) => {
    pty.onExit(() => resolve(now()));
  });
  pty.onData((piece) => {
    latest = now();
    bytes += Buffer.byteLength(piece);
    output += piece;
    check();
  });
  return {
    pid: pty.pid,
    now,
    bytes: () => bytes,
    seen(pattern, anew = false) {
      if (anew) {
        output = '';
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`${command.join(' ')}: ${pattern} was not seen`));
        }, TIMEOUT);
        check = () => {
          if (pattern.test(output)) {
            clearTimeout(timer);
            check = () => {};
            resolve(latest);
          }
        };
        check();
      });
    },
    press: (keys) => pty.write(keys),
    exited,
    kill: () => pty.kill('SIGKILL'),
  };
}

/** What a process has used so far. */
export interface Usage {
  /** Milliseconds of processor time of all its threads. */
  readonly cpu: number;
  /** Milliseconds of processor time of its main thread. */
  readonly mainCpu: number;
  /** How often a thread of it had waited and was woken. */
  readonly wakings: number;
}

/** What Linux says of a process; null on other systems. */
export function usage(pid: number): Usage | null {
  if (process.platform !== 'linux') {
    return null;
  }
  let [cpu, mainCpu, wakings] = [0, 0, 0];
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${thread}`;
    const milliseconds = Number.parseInt(readFileSync(`${folder}/schedstat`, 'utf8'), 10) / 1e6;
    cpu += milliseconds;
    mainCpu += Number(thread) === pid ? milliseconds : 0;
    wakings += statusField(`${folder}/status`, 'voluntary_ctxt_switches');
  }
  return { cpu, mainCpu, wakings };
}

/** The most memory that a process has had resident, in MiB; null on other systems than Linux. */
export function peakMemory(pid: number): number | null {
  return process.platform === 'linux' ? statusField(`/proc/${pid}/status`, 'VmHWM') / 1024 : null;
}

/** The memory that a process has resident now, in MiB; null on other systems than Linux. */
export function residentMemory(pid: number): number | null {
  return process.platform === 'linux' ? statusField(`/proc/${pid}/status`, 'VmRSS') / 1024 : null;
}

function statusField(file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]);
}
