/** Exit codes by signal: 128 and its number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Makes the first signal to end the program a wish to end it in good order; from then on signals
 * end it at once again.
 *
 * @returns is aborted by the signal; its reason is then the exit code.
 */
export function interruptionBySignal(): AbortSignal {
  const controller = new AbortController();
  const handlers = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const interrupt = (): void => {
      for (const [name, handler] of handlers) {
        process.off(name, handler);
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
