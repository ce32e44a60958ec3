/** Handles Ctrl-Z and SIGTSTP: restores the terminal, stops the process, and returns after `fg`. */

/** Maximum wait for training to pause; only a very long iteration takes longer. */
const PAUSE_MILLISECONDS = 1000;

/** A process that still runs after this cannot be stopped. */
const STOP_MILLISECONDS = 100;

/** Signals that arrived while stopped may reach a thread that goes on only after this one. */
const CONTINUE_MILLISECONDS = 50;

/** What a suspension needs of the dashboard. */
export interface Suspendable {
  /** Whether no run is training, so that stopping the process costs none of them time. */
  isAtRest(): boolean;
  /** Restores the terminal and calls `then` once all output is written, or the terminal hangs. */
  leave(then: () => void): void;
  /** Takes over the terminal again and draws. */
  enter(): void;
}

export interface Suspension {
  /** Suspends once training, which the caller has paused, is at rest. */
  suspend(): void;
  /** Call when training may have come to rest. */
  proceed(): void;
  /** Whether the terminal has been given back, so that a shell may be using it. */
  isStopped(): boolean;
  /** Stops suspending. */
  close(): void;
}

/**
 * Watches SIGTSTP and SIGCONT.
 *
 * @param onStopSignal called on SIGTSTP; pauses training and then calls `suspend`.
 */
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
    // Without a listener, the signal stops the process. It goes to the whole process group, as it does
    // when the terminal handles Ctrl-Z: npm and its shell must stop too before `fg` can be typed.
    process.removeListener('SIGTSTP', onStopSignal);
    if (process.platform !== 'win32') {
      process.kill(0, 'SIGTSTP');
    }
    // The process goes on if it was not stopped, because nothing could continue it: as the terminal's
    // only program, or on Windows, which has no such signal.
    timer = setTimeout(enter, STOP_MILLISECONDS);
  }

  function enter(): void {
    phase = 'shown';
    clearTimeout(timer);
    process.on('SIGTSTP', onStopSignal);
    // A process in the background is not told of a new size.
    process.emit('SIGWINCH', 'SIGWINCH');
    dashboard.enter();
  }

  function onContinue(): void {
    if (phase === 'stopped') {
      // First handles signals that arrived while stopped: the terminal may still be the shell's.
      clearTimeout(timer);
      timer = setTimeout(enter, CONTINUE_MILLISECONDS);
    } else if (phase === 'shown') {
      // Continued after SIGSTOP, which cannot be handled: another program may have changed the terminal.
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
