/**
 * Keeps Node.js from printing its warnings, such as the one that FORCE_COLOR overrides NO_COLOR,
 * in the middle of the dashboard. They are for developers.
 *
 * @returns those that there were since, oldest first.
 */
export function holdWarnings(): () => readonly Error[] {
  const warnings: Error[] = [];
  // What prints them is a listener.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => warnings.push(warning));
  return () => warnings;
}
