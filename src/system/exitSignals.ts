import { constants } from 'node:os';
import { signalExitCode } from './exitCodes.js';

/**
 * What ends a process by default and can be caught. These cannot: SIGKILL; and SIGILL, SIGBUS,
 * SIGFPE and SIGSEGV, after which no listener can run if the process has brought them on itself.
 * Node.js ignores SIGPIPE and SIGXFSZ, and has no names for the real-time signals.
 */
const names = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTRAP',
  'SIGABRT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGTERM',
  'SIGSTKFLT',
  'SIGXCPU',
  'SIGVTALRM',
  'SIGPROF',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
  // Ctrl-Break on Windows.
  'SIGBREAK',
] as const;

/** `node --cpu-prof` and `--prof` send SIGPROF to their own process, thousands of times a second. */
const isProfiled = process.execArgv.some((option) => option.includes('prof'));

/** The signals that end the program, each with the exit code that tells of it. */
export const exitSignals: readonly (readonly [name: NodeJS.Signals, exitCode: number])[] = names
  // Each system has its own.
  .filter((name) => constants.signals[name] !== undefined)
  .filter((name) => name !== 'SIGPROF' || !isProfiled)
  .map((name) => [name, signalExitCode(name)]);

/**
 * Ends the process at once by the signal whose exit code this is; without effect for any other code.
 * A shell reports the same exit code.
 */
export function endBySignal(exitCode: number): void {
  const signal = exitSignals.find(([, code]) => code === exitCode)?.[0];
  if (signal !== undefined) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
}
