export interface Alarm {
  /**
   * Rings once after this many milliseconds, instead of when it was set to before: in the event loop's
   * next turn if none are left, for which a timer would take at least one; never if null.
   */
  set(wait: number | null): void;
  cancel(): void;
}

/** Creates an alarm that calls `ring`. */
export function createAlarm(ring: () => void): Alarm {
  let cancel = (): void => {};
  return {
    set(wait) {
      cancel();
      if (wait !== null && wait > 0) {
        const timer = setTimeout(ring, wait);
        cancel = () => clearTimeout(timer);
      } else if (wait !== null) {
        const immediate = setImmediate(ring);
        cancel = () => clearImmediate(immediate);
      }
    },
    cancel: () => cancel(),
  };
}
