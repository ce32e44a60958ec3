import { constants } from 'node:os';
import { signalExitCode } from './exitCodes.js';

/**
 * Signals that end a process by default and can be caught. Not among them: SIGKILL; SIGILL, SIGBUS,
 * SIGFPE and SIGSEGV, after which no listener can run if the process itself caused them; SIGPIPE
 * and SIGXFSZ, which Node.js ignores; and real-time signals, for which it has no names.
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

/** The signals that end the program, each with its exit code. */
export const exitSignals: readonly (readonly [name: NodeJS.Signals, exitCode: number])[] = names
  // Not every system has all of them.
  .filter((name) => constants.signals[name] !== undefined)
  .filter((name) => name !== 'SIGPROF' || !isProfiled)
  .map((name) => [name, signalExitCode(name)]);

/**
 * Ends the process at once by the signal with this exit code, which a shell then reports; does
 * nothing for other codes.
 */
export function endBySignal(exitCode: number): void {
  const signal = exitSignals.find(([, code]) => code === exitCode)?.[0];
  if (signal !== undefined) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
}
