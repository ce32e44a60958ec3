/**
 * Collects Node.js's warnings instead of printing them over the dashboard; they are for developers.
 * An example is the one that FORCE_COLOR overrides NO_COLOR.
 *
 * @returns a function that returns the warnings so far, oldest first.
 */
export function holdWarnings(): () => readonly Error[] {
  const warnings: Error[] = [];
  // Node.js prints them in a listener.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => warnings.push(warning));
  return () => warnings;
}
