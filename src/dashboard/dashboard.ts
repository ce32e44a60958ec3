/** The dashboard as a program: connects feed, state, keyboard and screen, and puts all back in the end. */

import type { ReadStream } from 'node:tty';
import { standardNormals } from '../fit/random.js';
import type { Options } from '../options/options.js';
import { type ResolvedRun, randomSeed } from '../options/start.js';
import { FAILURE } from '../system/exitCodes.js';
import { endBySignal } from '../system/exitSignals.js';
import { failureText, isDebugging } from '../system/failure.js';
import type { Command } from '../training/protocol.js';
import { createKeyDecoder } from './input/keyboard.js';
import { actionOf, isTyped } from './input/keymap.js';
import type { Action } from './model/actions.js';
import type { Effect, Event } from './model/events.js';
import type { State } from './model/state.js';
import { update } from './model/update.js';
import { scrolledWithin } from './panels/help.js';
import { createFrameScheduler } from './render/frameScheduler.js';
import { screenShown } from './render/screenShown.js';
import { createView } from './render/view.js';
import { createTheme } from './style/theme.js';
import { installExitHandlers } from './terminal/exitHandlers.js';
import { createTerminalModes, setStallTimeout } from './terminal/modes.js';
import { sizeOf } from './terminal/size.js';
import { createSuspension } from './terminal/suspend.js';
import { capabilities, openScreen, setScreenSize } from './terminal/terminal.js';
import { holdWarnings } from './terminal/warnings.js';

/**
 * How long to wait for a terminal that takes in nothing, before the process ends or is stopped. At
 * 9600 baud the system takes a few thousand bytes at a time, every four seconds.
 */
const STALL_MILLISECONDS = 5000;

/** What a dashboard shows, and what becomes of what its user asks for. */
export interface Feed {
  /** Sends a command to the worker of a lane. */
  send(lane: number, command: Command): void;
  /** Hears of every change of the state. */
  onStateChange(before: State, event: Event, after: State): void;
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
  const { input } = program;
  const output = process.stdout;
  const warnings = holdWarnings();
  let state: State = program.state;

  const terminal = capabilities(environment, program.display);
  const screen = openScreen(output, terminal);
  const modes = createTerminalModes(input, output, screen);
  const view = createView(screen, createTheme(terminal.unicode, terminal.color));
  let drawnSize = state.size;
  const scheduler = createFrameScheduler(() => {
    if (state.size !== drawnSize) {
      setScreenSize(screen, state.size);
      drawnSize = state.size;
    }
    view.draw(state);
  }, output);
  const keyboard = createKeyDecoder(
    (key) => {
      const action = actionOf(key);
      if (isTyped(state, key)) {
        dispatch({ type: 'typed', key });
      } else if (action) {
        act(action);
      }
    },
    // Looking back ends for good with the key; the help and a prompt can be opened again.
    () => state.help !== null || state.prompt !== null,
  );
  const suspension = createSuspension(
    {
      isAtRest: () => isAtRest(state),
      leave: (then) => {
        scheduler.pause();
        modes.leave();
        const timer = setStallTimeout(output, STALL_MILLISECONDS, then);
        output.write('', () => {
          clearInterval(timer);
          then();
        });
      },
      enter: () => {
        modes.enter();
        scheduler.resume();
      },
    },
    () => act('suspend'),
  );

  function act(action: Action): void {
    dispatch(
      action === 'reseed'
        ? { type: 'action', action, start: drawStart() }
        : { type: 'action', action },
    );
  }

  function drawStart() {
    const seed = randomSeed();
    return { seed, initial: standardNormals(seed, state.settings.degree + 1) };
  }

  /** Whether the last key asked a worker for something that has not been answered yet. */
  let unanswered = false;

  function dispatch(event: Event): void {
    const before = state;
    const { state: updated, effects } = update(before, event);
    const next = scrolledWithin(updated);
    const changed = next !== before;
    state = next;
    feed.onStateChange(before, event, next);
    effects.forEach(perform);
    const asks = effects.some(({ type }) => type === 'command');
    if (changed) {
      if (asks) {
        scheduler.requestUnlessAnswered();
      } else if (
        event.type === 'action' ||
        event.type === 'typed' ||
        (event.type === 'progress' && unanswered)
      ) {
        scheduler.requestAnswer();
      } else {
        scheduler.request();
      }
      suspension.proceed();
    }
    unanswered = asks;
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case 'command':
        feed.send(effect.lane, effect.command);
        break;
      case 'redraw':
        screen.alloc();
        scheduler.request();
        break;
      case 'save':
        save();
        break;
      case 'suspend':
        suspension.suspend();
        break;
      case 'quit':
        leave(0);
        break;
    }
  }

  /** The files show what is on the screen now. */
  function save(): void {
    view.draw(state);
    const shown = screenShown(screen);
    const saved = state;
    import('./export/save.js').then(({ saveFiles }) => {
      dispatch({ type: 'message', text: saveFiles(saved, program.problem(), shown) });
    });
  }

  let resolveCode: (code: number) => void;
  let leaving = false;

  function leave(code: number, error?: unknown): void {
    if (leaving) {
      return;
    }
    leaving = true;
    const closed = feed.close(state);
    const problem = error ?? feed.failure();
    const exitCode = code === 0 && problem !== null ? FAILURE : code;
    scheduler.stop();
    const isStopped = suspension.isStopped();
    suspension.close();
    keyboard.close();
    modes.leave();
    screen.destroy();
    output.write(program.summary(state));
    const deadline = setStallTimeout(output, STALL_MILLISECONDS, () => process.exit(exitCode));
    // A message must not overtake what restores the terminal.
    output.write('', () => {
      const problems = problem === null ? [] : [problem];
      const told = isDebugging(environment) ? [...warnings(), ...problems] : problems;
      process.stderr.write(told.map((error) => failureText(error, environment)).join(''));
    });
    closed.finally(() => {
      output.write('', () => {
        clearInterval(deadline);
        if (isStopped) {
          // In the end Node.js 22 and later set the terminal's mode: in the background that stops it.
          endBySignal(exitCode);
        }
        resolveCode(exitCode);
      });
    });
  }

  const feed = program.connect(dispatch, (error) => leave(FAILURE, error));
  // Before the terminal is changed: nothing of what opened the screen has been written yet.
  installExitHandlers(input, output, leave);
  output.on('resize', () => dispatch({ type: 'resize', size: sizeOf(output) }));
  input.on('data', (bytes: Buffer) => keyboard.write(bytes));
  modes.enter();
  // The first frame is the workers' answer to having been started.
  unanswered = !isAtRest(state);
  // What the feed has said meanwhile is heard first: the frame then shows it.
  setImmediate(() => {
    if (unanswered) {
      scheduler.requestUnlessAnswered();
    } else {
      scheduler.request();
    }
  });

  return new Promise((resolve) => {
    resolveCode = resolve;
  });
}

/** Whether no iterations are being done, nor about to be. */
function isAtRest({ replay, live }: State): boolean {
  return replay || live.every(({ status }) => status !== 'running' && status !== 'starting');
}
