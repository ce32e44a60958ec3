import type { ReadStream } from 'node:tty';
import type { Lesson } from '../lessons/lesson.js';
import type { Options } from '../options/options.js';
import { drawnStart, type ResolvedRun, randomSeed } from '../options/start.js';
import { FAILURE } from '../system/exitCodes.js';
import { endBySignal } from '../system/exitSignals.js';
import { failureText, isDebugging } from '../system/failure.js';
import { createDisplay, type Display } from './display.js';
import type { Feed } from './feed.js';
import { createKeyDecoder, type KeyDecoder } from './input/keyboard.js';
import { actionOf, isTyped } from './input/keymap.js';
import type { Action } from './model/actions.js';
import type { Effect, Event } from './model/events.js';
import { isAtRest } from './model/selectors.js';
import type { State } from './model/state.js';
import { update } from './model/update.js';
import { scrolledWithin } from './panels/help.js';
import { installExitHandlers } from './terminal/exitHandlers.js';
import { setStallTimeout } from './terminal/modes.js';
import { sizeOf } from './terminal/size.js';
import { createSuspension, type Suspension } from './terminal/suspend.js';
import { capabilities } from './terminal/terminal.js';
import { holdWarnings } from './terminal/warnings.js';

/** What a dashboard is made from. */
export interface DashboardSetup {
  /** The present problem, for saved files. */
  problem(): ResolvedRun | null;
  readonly state: State;
  /** The source of keys. */
  readonly input: ReadStream;
  readonly display: Pick<Options, 'ascii' | 'color'>;
  /**
   * Starts the feed.
   *
   * @param leave ends the dashboard with an error.
   */
  connect(dispatch: (event: Event) => void, leave: (error: Error) => void): Feed;
  /** The lesson to begin with; null for none. */
  readonly lesson: Lesson | null;
  /** The text left on the normal screen. */
  summary(state: State): string;
}

/**
 * Runs a dashboard on the process's terminal until the user quits; then restores the terminal and
 * prints the summary.
 *
 * @returns the exit code.
 */
export function runDashboard(
  setup: DashboardSetup,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve) => {
    new Dashboard(setup, environment, resolve).show();
  });
}

/**
 * The constructor opens the feed, the screen and the keyboard. Every event then goes
 * through `#dispatch`, which updates the state, performs the effects and requests a frame. The first
 * call of `#leave` ends the dashboard.
 */
class Dashboard {
  readonly #warnings = holdWarnings();
  readonly #output = process.stdout;
  readonly #setup: DashboardSetup;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #onEnd: (exitCode: number) => void;
  readonly #display: Display;
  readonly #keyboard: KeyDecoder;
  readonly #suspension: Suspension;
  readonly #feed: Feed;
  #state: State;
  /** Whether the last key sent a command that no worker has answered yet. */
  #unanswered = false;
  #leaving = false;

  /** Opens all parts without changing the terminal. */
  constructor(
    setup: DashboardSetup,
    environment: NodeJS.ProcessEnv,
    onEnd: (exitCode: number) => void,
  ) {
    this.#setup = setup;
    this.#environment = environment;
    this.#onEnd = onEnd;
    this.#state = setup.state;
    const terminal = capabilities(environment, setup.display);
    this.#display = createDisplay(setup.input, this.#output, terminal, () => this.#state);
    this.#keyboard = createKeyDecoder(
      (key) => this.#press(key),
      // Esc by mistake would end looking back for good; the help or a prompt can be opened again.
      () => this.#state.help !== null || this.#state.prompt !== null,
    );
    this.#suspension = createSuspension(
      {
        isAtRest: () => isAtRest(this.#state),
        leave: (then) => this.#display.suspend(then),
        enter: () => this.#display.resume(),
      },
      () => this.#act('suspend'),
    );
    this.#feed = setup.connect(
      (event) => this.#dispatch(event),
      (error) => this.#leave(FAILURE, error),
    );
  }

  /** Takes over the terminal and listens to it. */
  show(): void {
    const { input } = this.#setup;
    // Before blessed writes anything, so that every exit restores the terminal.
    installExitHandlers(input, this.#output, (code, error) => this.#leave(code, error));
    this.#output.on('resize', () => {
      this.#dispatch({ type: 'resize', size: sizeOf(this.#output) });
    });
    input.on('data', (bytes: Buffer) => this.#keyboard.write(bytes));
    this.#display.enter();
    this.#unanswered = !isAtRest(this.#state);
    // Handles waiting events of the feed first, so that the first frame shows them. If there are none
    // yet, drawing while the workers start makes the frame with their reply faster.
    setImmediate(() => this.#display.frames.request());
    const { lesson } = this.#setup;
    if (lesson !== null) {
      this.#dispatch({ type: 'lesson', lesson });
    }
  }

  #press(key: string): void {
    const action = actionOf(key);
    if (isTyped(this.#state, key)) {
      this.#dispatch({ type: 'typed', key });
    } else if (action) {
      this.#act(action);
    }
  }

  #act(action: Action): void {
    if (action === 'reseed') {
      const start = drawnStart(randomSeed(), this.#state.settings.degree);
      this.#dispatch({ type: 'action', action, start });
    } else {
      this.#dispatch({ type: 'action', action });
    }
  }

  #dispatch(event: Event): void {
    const before = this.#state;
    const { state: updated, effects } = update(before, event);
    const next = scrolledWithin(updated);
    this.#state = next;
    for (const effect of effects) {
      this.#perform(effect);
    }
    const asks = effects.some(({ type }) => type === 'command');
    if (next !== before) {
      const { frames } = this.#display;
      if (asks) {
        frames.requestUnlessAnswered();
      } else if (
        event.type === 'action' ||
        event.type === 'typed' ||
        (event.type === 'progress' && this.#unanswered)
      ) {
        frames.requestAnswer();
      } else {
        frames.request();
      }
      this.#suspension.proceed();
    }
    this.#unanswered = asks;
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'command':
        this.#feed.send(effect.lane, effect.command);
        break;
      case 'readLessons':
        this.#readLessons();
        break;
      case 'setUp':
        this.#feed.beginLessonRun?.(effect.setup, effect.run);
        break;
      case 'takeDown':
        this.#feed.endLessonRun?.();
        break;
      case 'seek':
        this.#feed.seek?.(effect.to);
        break;
      case 'record':
        this.#feed.record?.(effect.events);
        break;
      case 'redraw':
        this.#display.redraw();
        break;
      case 'save':
        this.#save();
        break;
      case 'suspend':
        this.#suspension.suspend();
        break;
      case 'quit':
        this.#leave(0);
        break;
    }
  }

  #readLessons(): void {
    import('../lessons/packaged.js').then(({ findLesson, LESSON_NAMES }) => {
      this.#dispatch({ type: 'lessons', lessons: LESSON_NAMES.map(findLesson) });
    });
  }

  /** Saves what is on the screen now, even if the state changes meanwhile. */
  #save(): void {
    const shown = this.#display.shown();
    const saved = this.#state;
    import('./export/save.js').then(({ saveFiles }) => {
      const run = saved.teaching?.run ?? this.#setup.problem();
      const text = saveFiles(saved, run, shown);
      this.#dispatch({ type: 'message', text });
    });
  }

  /** Ends the feed, restores the terminal, and prints the summary and what failed. */
  #leave(code: number, error?: unknown): void {
    if (this.#leaving) {
      return;
    }
    this.#leaving = true;
    // A lesson leaves nothing behind.
    const state = this.#state.teaching?.before ?? this.#state;
    const closed = this.#feed.close(state);
    const problem = error ?? this.#feed.failure();
    const exitCode = code === 0 && problem !== null ? FAILURE : code;
    const isStopped = this.#suspension.isStopped();
    this.#suspension.close();
    this.#keyboard.close();
    this.#display.close();
    const output = this.#output;
    output.write(this.#setup.summary(state));
    const stopWaiting = setStallTimeout(output, () => process.exit(exitCode));
    // Only after the terminal has been restored: stderr must not overtake stdout.
    output.write('', () => this.#printFailure(problem));
    closed.finally(() => {
      output.write('', () => {
        stopWaiting();
        if (isStopped) {
          // On exit, Node.js 22 and later set the terminal's mode, which stops a background process.
          endBySignal(exitCode);
        }
        this.#onEnd(exitCode);
      });
    });
  }

  /** Prints what failed, if anything, to stderr. */
  #printFailure(problem: unknown): void {
    const problems = problem === null ? [] : [problem];
    const reported = isDebugging(this.#environment) ? [...this.#warnings(), ...problems] : problems;
    process.stderr.write(reported.map((error) => failureText(error, this.#environment)).join(''));
  }
}
