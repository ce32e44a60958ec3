/** Ctrl-Z and SIGTSTP: stops the process with the terminal as it was, and comes back after `fg`. */

/** Longest wait for the training to stand still; only a very long iteration takes longer. */
const PAUSE_MILLISECONDS = 1000;

/** By then the process has been stopped, if it can be. */
const STOP_MILLISECONDS = 100;

/** What a suspension needs of the dashboard. */
export interface Suspendable {
  /** Whether no time can be lost to the training any more: none is going on. */
  isAtRest(): boolean;
  /** Gives the terminal back and calls `then` when it has taken in everything, or hangs. */
  leave(then: () => void): void;
  /** Takes the terminal again and draws. */
  enter(): void;
}

export interface Suspension {
  /** Suspends as soon as the training, which has been asked to pause, is at rest. */
  suspend(): void;
  /** To be called when the training may have come to rest. */
  proceed(): void;
  /** Whether the terminal has been given back: a shell may have it. */
  isStopped(): boolean;
  /** Suspends no more. */
  close(): void;
}

/** Begins to watch SIGCONT. SIGTSTP is the caller's, which pauses the training first. */
export function createSuspension(dashboard: Suspendable, onStopSignal: () => void): Suspension {
  let phase: 'shown' | 'pausing' | 'leaving' | 'stopped' | 'closed' = 'shown';
  let timer: NodeJS.Timeout | undefined;

  function proceed(): void {
    if (phase === 'pausing' && dashboard.isAtRest()) {
      leave();
    }
  }

  function leave(): void {
    phase = 'leaving';
    clearTimeout(timer);
    dashboard.leave(stop);
  }

  function stop(): void {
    if (phase !== 'leaving') {
      return;
    }
    phase = 'stopped';
    // Without a listener the signal does what it does to any program. It goes to the process group,
    // as the terminal's own Ctrl-Z does: npm and its shell must stop too for `fg` to be typed.
    process.removeListener('SIGTSTP', onStopSignal);
    if (process.platform !== 'win32') {
      process.kill(0, 'SIGTSTP');
    }
    // Where nobody could ever continue it (as the terminal's only program, or on Windows, which has
    // no such signal), it is not stopped.
    timer = setTimeout(enter, STOP_MILLISECONDS);
  }

  function enter(): void {
    phase = 'shown';
    clearTimeout(timer);
    process.on('SIGTSTP', onStopSignal);
    // The terminal tells its size only to those in the foreground.
    process.emit('SIGWINCH', 'SIGWINCH');
    dashboard.enter();
  }

  function onContinue(): void {
    if (phase === 'stopped') {
      // A signal that came while it was stopped is heard first: the terminal may be the shell's.
      clearTimeout(timer);
      timer = setTimeout(enter);
    } else if (phase === 'shown') {
      // Stopped by SIGSTOP, which nobody can prepare for: whoever had the terminal since changed it.
      dashboard.leave(() => {
        if (phase === 'shown') {
          process.emit('SIGWINCH', 'SIGWINCH');
          dashboard.enter();
        }
      });
    }
  }

  process.on('SIGTSTP', onStopSignal);
  process.on('SIGCONT', onContinue);

  return {
    suspend() {
      if (phase === 'shown') {
        phase = 'pausing';
        timer = setTimeout(leave, PAUSE_MILLISECONDS);
        proceed();
      }
    },
    proceed,
    isStopped: () => phase === 'stopped',
    close() {
      phase = 'closed';
      clearTimeout(timer);
    },
  };
}
