import { exitSignals } from '../system/exitSignals.js';

/**
 * Makes the first signal to end the program a wish to end it in good order; from then on signals
 * end it at once again. Only SIGHUP, of which a terminal that is closed sends more than one, does not.
 *
 * @returns is aborted by the signal; its reason is then the exit code.
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
