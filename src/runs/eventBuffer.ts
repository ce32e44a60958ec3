/** Buffers events until a listener attaches. */
export interface EventBuffer<Listener> {
  /** Passes the event to the listener, or keeps it for one. */
  emit(event: (listener: Listener) => void): void;
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
    emit(event) {
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
