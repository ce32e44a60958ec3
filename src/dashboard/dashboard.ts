/**
 * The dashboard as a program. It lives in three steps: it opens feed, screen, keyboard and handlers
 * of signals; each event then goes through `#dispatch`, which changes the state, has its effects
 * performed and asks for a frame; and the first to call `#leave` ends it.
 */

import type { ReadStream } from 'node:tty';
import { standardNormals } from '../fit/random.js';
import type { Options } from '../options/options.js';
import { type ResolvedRun, randomSeed } from '../options/start.js';
import type { RunEvent } from '../runs/events.js';
import { FAILURE } from '../system/exitCodes.js';
import { endBySignal } from '../system/exitSignals.js';
import { failureText, isDebugging } from '../system/failure.js';
import type { Command } from '../training/protocol.js';
import { createDisplay, type Display } from './display.js';
import { createKeyDecoder, type KeyDecoder } from './input/keyboard.js';
import { actionOf, isTyped } from './input/keymap.js';
import type { Action } from './model/actions.js';
import type { Effect, Event } from './model/events.js';
import type { State } from './model/state.js';
import { update } from './model/update.js';
import { scrolledWithin } from './panels/help.js';
import { installExitHandlers } from './terminal/exitHandlers.js';
import { STALL_MILLISECONDS, setStallTimeout } from './terminal/modes.js';
import { sizeOf } from './terminal/size.js';
import { createSuspension, type Suspension } from './terminal/suspend.js';
import { capabilities } from './terminal/terminal.js';
import { holdWarnings } from './terminal/warnings.js';

/** What a dashboard shows, and what becomes of what its user asks for. */
export interface Feed {
  /** Sends a command to the worker of a lane. */
  send(lane: number, command: Command): void;
  /** Hears of all that has happened to runs that are trained. */
  record(events: readonly RunEvent[]): void;
  /** Called once, when the dashboard is left in this state; resolves when all has ended. */
  close(state: State): Promise<void>;
  /** What failed without ending the dashboard, to be told when it is left; null if nothing. */
  failure(): Error | null;
}

/** A dashboard to be. */
export interface Program {
  /** The problem at present, for the files that are saved. */
  problem(): ResolvedRun;
  readonly state: State;
  /** Where the keys come from. */
  readonly input: ReadStream;
  readonly display: Pick<Options, 'ascii' | 'color'>;
  /**
   * Begins to feed the dashboard.
   *
   * @param leave leaves the dashboard on account of an error.
   */
  connect(dispatch: (event: Event) => void, leave: (error: Error) => void): Feed;
  /** What stays on the normal screen. */
  summary(state: State): string;
}

/**
 * Runs a dashboard on the process's terminal until it is left; then the terminal is as it was,
 * with the result on the normal screen.
 *
 * @returns the exit code.
 */
export function runDashboard(program: Program, environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    new Dashboard(program, environment, resolve).show();
  });
}

class Dashboard {
  readonly #warnings = holdWarnings();
  readonly #output = process.stdout;
  readonly #program: Program;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #onEnd: (exitCode: number) => void;
  readonly #display: Display;
  readonly #keyboard: KeyDecoder;
  readonly #suspension: Suspension;
  readonly #feed: Feed;
  #state: State;
  /** Whether the last key asked a worker for something that has not been answered yet. */
  #unanswered = false;
  #leaving = false;

  /** Opens all its parts; the terminal is not changed yet. */
  constructor(program: Program, environment: NodeJS.ProcessEnv, onEnd: (exitCode: number) => void) {
    this.#program = program;
    this.#environment = environment;
    this.#onEnd = onEnd;
    this.#state = program.state;
    const terminal = capabilities(environment, program.display);
    this.#display = createDisplay(program.input, this.#output, terminal, () => this.#state);
    this.#keyboard = createKeyDecoder(
      (key) => this.#press(key),
      // Looking back ends for good with the key; the help and a prompt can be opened again.
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
    this.#feed = program.connect(
      (event) => this.#dispatch(event),
      (error) => this.#leave(FAILURE, error),
    );
  }

  /** Takes the terminal and listens to it. */
  show(): void {
    const { input } = this.#program;
    // Before the terminal is changed: nothing of what opened the screen has been written yet.
    installExitHandlers(input, this.#output, (code, error) => this.#leave(code, error));
    this.#output.on('resize', () => {
      this.#dispatch({ type: 'resize', size: sizeOf(this.#output) });
    });
    input.on('data', (bytes: Buffer) => this.#keyboard.write(bytes));
    this.#display.enter();
    this.#unanswered = !isAtRest(this.#state);
    // What the feed has said meanwhile is heard first: the frame then shows it. Otherwise it shows
    // what is known while the workers begin; their answer follows the sooner for that.
    setImmediate(() => this.#display.frames.request());
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
      const seed = randomSeed();
      const initial = standardNormals(seed, this.#state.settings.degree + 1);
      this.#dispatch({ type: 'action', action, start: { seed, initial } });
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
      case 'record':
        this.#feed.record(effect.events);
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

  /** The files show what is on the screen now. */
  #save(): void {
    const shown = this.#display.shown();
    const saved = this.#state;
    import('./export/save.js').then(({ saveFiles }) => {
      const text = saveFiles(saved, this.#program.problem(), shown);
      this.#dispatch({ type: 'message', text });
    });
  }

  /** Ends the feed, puts the terminal back, leaves the summary there and tells what failed. */
  #leave(code: number, error?: unknown): void {
    if (this.#leaving) {
      return;
    }
    this.#leaving = true;
    const closed = this.#feed.close(this.#state);
    const problem = error ?? this.#feed.failure();
    const exitCode = code === 0 && problem !== null ? FAILURE : code;
    const isStopped = this.#suspension.isStopped();
    this.#suspension.close();
    this.#keyboard.close();
    this.#display.close();
    const output = this.#output;
    output.write(this.#program.summary(this.#state));
    const deadline = setStallTimeout(output, STALL_MILLISECONDS, () => process.exit(exitCode));
    // A message must not overtake what restores the terminal.
    output.write('', () => this.#tell(problem));
    closed.finally(() => {
      output.write('', () => {
        clearInterval(deadline);
        if (isStopped) {
          // In the end Node.js 22 and later set the terminal's mode: in the background that stops it.
          endBySignal(exitCode);
        }
        this.#onEnd(exitCode);
      });
    });
  }

  /** Tells on stderr what failed, if anything. */
  #tell(problem: unknown): void {
    const problems = problem === null ? [] : [problem];
    const told = isDebugging(this.#environment) ? [...this.#warnings(), ...problems] : problems;
    process.stderr.write(told.map((error) => failureText(error, this.#environment)).join(''));
  }
}

/** Whether no iterations are being done, nor about to be. */
function isAtRest({ replay, live }: State): boolean {
  return replay || live.every(({ status }) => status !== 'running' && status !== 'starting');
}
