import { createObjective } from '../fit/createObjective.js';
import { Descent, type Snapshot } from '../fit/descent.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../options/start.js';
import { createCompleteness } from '../recording/completeness.js';
import type { Batch } from '../recording/open.js';
import { firstRuns, type RunEvent, type RunId, type Started } from '../runs/events.js';
import { initialState, type Size, type State } from './model/state.js';
import { withStart } from './model/update/runs.js';

/**
 * With more points than this, the starts of runs are computed from power sums, whatever the engine:
 * otherwise thousands of runs would take minutes. The digits that differ are not shown.
 */
const MANY_POINTS = 100_000;

/** Places the events of a recording among those of the others, and adds what no line contains. */
export interface Translator {
  /** The first runs of the recording. */
  readonly first: readonly Started[];
  /** The state at the start of the recording. */
  start(size: Size): State;
  /** The events in order, and what to warn of from now on: null for nothing, undefined for no change. */
  translate(batch: Batch): { events: RunEvent[]; warning: string | null | undefined };
  /** The iteration of the last line. */
  newest(): number;
}

/** The place of a recording among those side by side. */
export interface Place {
  /** Its index, and how many there are. */
  readonly index: number;
  readonly count: number;
  /** The lane of its first run. */
  readonly lane: number;
}

const ALONE: Place = { index: 0, count: 1, lane: 0 };

/** Creates a translator for a recording of this problem. */
export function createTranslator(problem: ResolvedRun, place = ALONE): Translator {
  const { options, seed } = problem;
  const { samples, degree, engine, every, pace } = options;
  const objective = createObjective(
    samples > MANY_POINTS ? 'moments' : engine,
    samples,
    INTERVAL,
    degree,
  );
  const firstRecorded = firstRuns(problem);
  const completeness = createCompleteness(firstRecorded, every);
  let newest = 0;

  /** The state at iteration 0, which no line contains. */
  function startOf(start: Pick<Started, 'initial' | 'learningRate' | 'optimizer'>): Snapshot {
    const { initial, learningRate, optimizer } = start;
    return new Descent(objective, initial, learningRate, 0, [], optimizer).snapshot();
  }

  /** A number that no run of another recording has. */
  function numbered(run: RunId): RunId {
    return run * place.count + place.index;
  }

  function placed(event: Started): Started {
    const { run, lane, branch } = event;
    return {
      ...event,
      run: numbered(run),
      lane: lane + place.lane,
      branch: branch && { ...branch, run: numbered(branch.run) },
    };
  }

  function translated(event: RunEvent): RunEvent {
    if (event.type !== 'started') {
      return { ...event, run: numbered(event.run) };
    }
    return event.branch === null ? { ...placed(event), state: startOf(event) } : placed(event);
  }

  function warning(cutOff: boolean): string | null {
    if (cutOff) {
      return `The last line is cut off: recorded up to iteration ${newest}.`;
    }
    const records = completeness.missingRecords();
    if (records !== null) {
      return `${records} in the recording.`;
    }
    // The file may still grow.
    return completeness.hasEnded() ? null : 'The end of the run is not recorded yet.';
  }

  return {
    first: firstRecorded.map(placed),
    start(size) {
      const runs = runSettings(problem);
      const begin = initialState({ runs, seed, pace, paused: false, size });
      const live = begin.live.map((run) => {
        const { lane, number } = run;
        const begun = { ...run, lane: lane + place.lane, number: numbered(number) };
        return withStart(begun, startOf(run));
      });
      return { ...begin, live, replay: true };
    },
    newest: () => newest,
    translate({ events, atEnd, cutOff }) {
      for (const event of events) {
        completeness.accept(event);
        newest = event.type === 'started' ? newest : event.state.iteration;
      }
      const isKnown = atEnd || events.length > 0;
      return { events: events.map(translated), warning: isKnown ? warning(cutOff) : undefined };
    },
  };
}
