/**
 * Creates a function that schedules one call of `ring`, in place of the one scheduled before: after this
 * many milliseconds, or never if null. After 0, `ring` is called in the event loop's next turn; a timer
 * would take at least a millisecond.
 */
export function createAlarm(ring: () => void): (wait: number | null) => void {
  let cancel = (): void => {};
  return (wait) => {
    cancel();
    if (wait !== null && wait > 0) {
      const timer = setTimeout(ring, wait);
      cancel = () => clearTimeout(timer);
    } else if (wait !== null) {
      const immediate = setImmediate(ring);
      cancel = () => clearImmediate(immediate);
    }
  };
}
