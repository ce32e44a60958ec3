/** Buffers events until a listener attaches. */
export interface EventBuffer<Listener> {
  /** Tells the listener, or keeps the event for one. */
  tell(event: (listener: Listener) => void): void;
  /**
   * Attaches the listener. After the present turn of the event loop, it receives the kept events and
   * those that arrived meanwhile, in order.
   */
  open(listener: Listener): void;
}

export function createEventBuffer<Listener>(): EventBuffer<Listener> {
  let listener: Listener | null = null;
  const kept: ((listener: Listener) => void)[] = [];
  return {
    tell(event) {
      if (listener === null) {
        kept.push(event);
      } else {
        event(listener);
      }
    },
    open(opened) {
      setImmediate(() => {
        listener = opened;
        for (const event of kept) {
          event(opened);
        }
      });
    },
  };
}
