/** Runs the dashboard on live runs, which workers train and a file may record. */

import type { Analysis } from '../fit/analysis.js';
import { type ResolvedRun, runSettings } from '../options/start.js';
import { typedProgram } from '../options/typedProgram.js';
import type { RecordingFile } from '../recording/file.js';
import { type Recorder, recordIn } from '../recording/recorder.js';
import { createEventBuffer } from '../runs/eventBuffer.js';
import type { RunEvent } from '../runs/events.js';
import { startSession } from '../training/session.js';
import type { Feed } from './feed.js';
import type { Event } from './model/events.js';
import { initialState } from './model/state.js';
import { interruptions } from './model/update/restart.js';
import { summary } from './panels/summary.js';
import { sizeOf } from './terminal/size.js';

/** Receives what the workers report. */
interface Listener {
  dispatch(event: Event): void;
  leave(error: Error): void;
}

/**
 * Trains in the dashboard until the user quits.
 *
 * @param recording the file to record every run in, which is closed at the end; null for none.
 * @returns the exit code.
 */
export async function trainInDashboard(
  run: ResolvedRun,
  environment: NodeJS.ProcessEnv,
  recording: RecordingFile | null,
): Promise<number> {
  const { options, seed } = run;
  const { pace, paused } = options;
  const runs = runSettings(run);
  let analysis: Analysis | null = null;
  let failure: Error | null = null;
  const record = recording && (await recorder(recording));

  const { emit, open } = createEventBuffer<Listener>();

  // Before the rest of the dashboard, so that the workers load at the same time.
  const sessions = runs.map((settings, lane) =>
    startSession(
      {
        run: lane,
        settings,
        pace,
        paused,
        watched: true,
        analyse: lane === 0,
      },
      {
        onProgress: (progress) => emit(({ dispatch }) => dispatch({ type: 'progress', progress })),
        onAnalysis(found) {
          analysis = found;
          emit(({ dispatch }) => dispatch({ type: 'analysis', analysis: found }));
        },
        onFailure: (error) => emit(({ leave }) => leave(error)),
      },
    ),
  );

  async function recorder(file: RecordingFile): Promise<Recorder> {
    const { ndjsonFormat } = await import('../recording/ndjsonFormat.js');
    return recordIn(
      file,
      ndjsonFormat(run, () => analysis),
    );
  }

  /**
   * Records events until the first error, which ends recording but not training.
   *
   * @returns that error, once; otherwise null.
   */
  function recordMore(events: readonly RunEvent[]): Error | null {
    if (failure !== null) {
      return null;
    }
    try {
      record?.(events);
    } catch (error) {
      failure = error as Error;
    }
    return failure;
  }

  async function closeSessions(): Promise<void> {
    await Promise.all(sessions.map((session) => session.close()));
  }

  function connect(dispatch: Listener['dispatch'], leave: Listener['leave']): Feed {
    open({ dispatch, leave });
    return {
      send: (lane, command) => sessions[lane]!.send(command),
      record(events) {
        const error = recordMore(events);
        if (error !== null) {
          dispatch({ type: 'warning', text: `Recording has stopped: ${error.message}.` });
        }
      },
      async close({ live }) {
        recordMore(interruptions(live));
        recording?.close();
        await closeSessions();
      },
      failure: () => failure,
    };
  }

  try {
    const { runDashboard } = await import('./dashboard.js');
    const program = typedProgram({
      script: process.argv[1]!,
      node: process.argv0,
      directory: process.cwd(),
      environment,
    });
    return await runDashboard(
      {
        problem: () => run,
        state: initialState({ runs, seed, pace, paused, size: sizeOf(process.stdout) }),
        input: process.stdin,
        display: options,
        connect,
        summary: (state) => summary(state, run, program),
      },
      environment,
    );
  } finally {
    // The dashboard closes them itself, unless it could not be opened.
    await closeSessions();
  }
}
