/** Runs the dashboard on live runs, which workers train and a file may record. */

import type { Analysis } from '../fit/analysis.js';
import type { Lesson } from '../lessons/lesson.js';
import { type ResolvedRun, runSettings } from '../options/start.js';
import { typedProgram } from '../options/typedProgram.js';
import type { RecordingFile } from '../recording/file.js';
import { type Recorder, recordIn } from '../recording/recorder.js';
import { createEventBuffer } from '../runs/eventBuffer.js';
import type { RunEvent } from '../runs/events.js';
import { type Session, startSession } from '../training/session.js';
import type { Feed } from './feed.js';
import type { Event } from './model/events.js';
import { startState } from './model/state.js';
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
 * @param lesson to begin with; null for none.
 * @returns the exit code.
 */
export async function trainInDashboard(
  run: ResolvedRun,
  environment: NodeJS.ProcessEnv,
  recording: RecordingFile | null,
  lesson: Lesson | null = null,
): Promise<number> {
  const { options } = run;
  // Whoever types arguments knows where to look.
  const offersLessons = process.argv.length === 2;
  let analysis: Analysis | null = null;
  let failure: Error | null = null;
  const record = recording && (await recorder(recording));

  const { emit, open } = createEventBuffer<Listener>();

  // Before the rest of the dashboard, so that the workers load at the same time.
  const sessions = startSessions(run, options.paused, {
    dispatch(event) {
      if (event.type === 'analysis') {
        analysis = event.analysis;
      }
      emit(({ dispatch }) => dispatch(event));
    },
    leave: (error) => emit(({ leave }) => leave(error)),
  });

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

  function connect(dispatch: Listener['dispatch'], leave: Listener['leave']): Feed {
    open({ dispatch, leave });
    /** The sessions of a lesson while one is given; nothing of it is recorded. */
    let lessonSessions: readonly Session[] = [];
    return {
      send: (lane, command) => (lessonSessions[lane] ?? sessions[lane]!).send(command),
      beginLessonRun(setup, run) {
        void closeAll(lessonSessions);
        lessonSessions = startSessions(run, true, {
          dispatch: (event) => dispatch({ type: 'inLesson', setup, event }),
          leave,
        });
      },
      endLessonRun() {
        void closeAll(lessonSessions);
        lessonSessions = [];
      },
      record(events) {
        const error = recordMore(events);
        if (error !== null) {
          dispatch({ type: 'warning', text: `Recording has stopped: ${error.message}.` });
        }
      },
      async close({ live }) {
        recordMore(interruptions(live));
        recording?.close();
        await closeAll([...sessions, ...lessonSessions]);
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
        state: { ...startState(run, sizeOf(process.stdout)), offersLessons },
        input: process.stdin,
        display: options,
        connect,
        lesson,
        // After a lesson alone, the run was never begun.
        summary: (state) =>
          lesson !== null && state.live.every(({ present }) => !present?.iteration)
            ? ''
            : summary(state, run, program),
      },
      environment,
    );
  } finally {
    // The dashboard closes them itself, unless it could not be opened.
    await closeAll(sessions);
  }
}

/** Starts a worker for each learning rate. */
function startSessions(
  run: ResolvedRun,
  paused: boolean,
  { dispatch, leave }: Listener,
): readonly Session[] {
  const { pace } = run.options;
  return runSettings(run).map((settings, lane) =>
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
        onProgress: (progress) => dispatch({ type: 'progress', progress }),
        onAnalysis: (analysis) => dispatch({ type: 'analysis', analysis }),
        onFailure: leave,
      },
    ),
  );
}

async function closeAll(sessions: readonly Session[]): Promise<void> {
  await Promise.all(sessions.map((session) => session.close()));
}
