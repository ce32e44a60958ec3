/** News that comes before anybody listens. */
export interface Backlog<Listener> {
  /** Tells the listener, or keeps the news for one. */
  tell(news: (listener: Listener) => void): void;
  /**
   * Takes the listener. It hears what was kept, and what comes meanwhile, in that order, when the
   * present turn of the event loop is over.
   */
  open(listener: Listener): void;
}

export function createBacklog<Listener>(): Backlog<Listener> {
  let listener: Listener | null = null;
  const kept: ((listener: Listener) => void)[] = [];
  return {
    tell(news) {
      if (listener === null) {
        kept.push(news);
      } else {
        news(listener);
      }
    },
    open(opened) {
      setImmediate(() => {
        listener = opened;
        for (const news of kept) {
          news(opened);
        }
      });
    },
  };
}
