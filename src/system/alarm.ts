/**
 * Creates a function that sets when `ring` is called, once, instead of when it was set to before: after
 * this many milliseconds, or never if null. If none are left, `ring` is called in the event loop's next
 * turn; a timer would take at least a millisecond.
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
