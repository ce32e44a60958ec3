import { exitSignals } from '../system/exitSignals.js';

/**
 * Turns the first signal that would end the program into a request to finish properly; a second
 * one ends it at once, except SIGHUP, which a closing terminal sends more than once.
 *
 * @returns aborted by the signal, with the exit code as its reason.
 */
export function interruptionBySignal(): AbortSignal {
  const controller = new AbortController();
  const handlers = exitSignals.map(([signal, code]) => {
    const interrupt = (): void => {
      for (const [name, handler] of handlers) {
        if (name !== 'SIGHUP') {
          process.off(name, handler);
        }
      }
      controller.abort(code);
    };
    return [signal, interrupt] as const;
  });
  for (const [signal, handler] of handlers) {
    process.on(signal, handler);
  }
  return controller.signal;
}
