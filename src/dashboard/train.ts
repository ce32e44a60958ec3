/** The dashboard of runs that are trained in workers, and perhaps recorded in a file. */

import { type ResolvedRun, runSettings } from '../options/start.js';
import { typedProgram } from '../options/typedProgram.js';
import type { RecordingFile } from '../recording/file.js';
import { createBacklog } from '../runs/eventBuffer.js';
import { startSession } from '../training/session.js';
import type { Feed } from './dashboard.js';
import type { Event } from './model/events.js';
import { initialState, type State } from './model/state.js';
import { summary } from './panels/summary.js';
import { sizeOf } from './terminal/size.js';

/** Who is told what becomes of the workers. */
interface Listener {
  dispatch(event: Event): void;
  leave(error: Error): void;
}

/**
 * Trains in the dashboard until it is left.
 *
 * @param recording where every run is recorded; closed in the end.
 * @returns the exit code.
 */
export async function trainInDashboard(
  run: ResolvedRun,
  environment: NodeJS.ProcessEnv,
  recording: RecordingFile | null,
): Promise<number> {
  const { options, seed } = run;
  const { learningRates, pace, paused } = options;
  const settings = runSettings(run, learningRates[0]!);
  const record = recording && (await recordIn(recording, run));

  const { tell, open } = createBacklog<Listener>();

  // Before the rest of the dashboard is loaded: the workers load at the same time.
  const sessions = learningRates.map((learningRate, lane) =>
    startSession(
      {
        settings: { ...settings, learningRate },
        pace,
        paused,
        analyse: lane === 0,
      },
      {
        onProgress: (progress) =>
          tell(({ dispatch }) => dispatch({ type: 'progress', lane, progress })),
        onAnalysis: (analysis) => tell(({ dispatch }) => dispatch({ type: 'analysis', analysis })),
        onFailure: (error) => tell(({ leave }) => leave(error)),
      },
    ),
  );

  async function closeSessions(): Promise<void> {
    await Promise.all(sessions.map((session) => session.close()));
  }

  function connect(dispatch: Listener['dispatch'], leave: Listener['leave']): Feed {
    open({ dispatch, leave });
    return {
      send: (lane, command) => sessions[lane]!.send(command),
      onStateChange(before, event, after) {
        const failure = record?.onStateChange(before, event, after);
        if (failure) {
          dispatch({ type: 'warning', text: `Not recorded any more: ${failure.message}.` });
        }
      },
      async close(state) {
        record?.close(state);
        await closeSessions();
      },
      failure: () => record?.failure() ?? null,
    };
  }

  try {
    const { runDashboard } = await import('./dashboard.js');
    const program = typedProgram({
      script: process.argv[1]!,
      node: process.argv0,
      folder: process.cwd(),
      environment,
    });
    return await runDashboard(
      {
        problem: () => run,
        state: initialState({
          settings,
          learningRates,
          seed,
          pace,
          paused,
          size: sizeOf(process.stdout),
        }),
        input: process.stdin,
        display: options,
        connect,
        summary: (state) => summary(state, run, program),
      },
      environment,
    );
  } finally {
    // Where the dashboard could not be opened, nobody has closed them.
    await closeSessions();
  }
}

/**
 * Records in a file until that fails; the training goes on all the same.
 *
 * @throws the file's error when not even the first line can be written.
 */
async function recordIn(file: RecordingFile, run: ResolvedRun) {
  const { createRecorder } = await import('./recorder.js');
  const recorder = createRecorder(run);
  let failed: Error | null = null;
  file.write(recorder.head);

  function write(lines: string): Error | null {
    if (failed || lines === '') {
      return null;
    }
    try {
      file.write(lines);
    } catch (error) {
      failed = error as Error;
    }
    return failed;
  }

  return {
    /** @returns the error with which recording has ended now; null otherwise. */
    onStateChange: (before: State, event: Event, after: State) =>
      write(recorder.lines(before, event, after)),
    close(state: State): void {
      write(recorder.end(state));
      file.close();
    },
    failure: () => failed,
  };
}
