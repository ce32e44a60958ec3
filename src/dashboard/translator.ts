import { createObjective } from '../fit/createObjective.js';
import { Descent } from '../fit/descent.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../options/start.js';
import { createCompleteness } from '../recording/completeness.js';
import type { Batch } from '../recording/open.js';
import { firstRuns, type RunEvent } from '../runs/events.js';
import type { Snapshot } from '../training/protocol.js';
import type { Event } from './model/events.js';
import { initialState, type Run, type Size, type State } from './model/state.js';
import { withStart } from './model/update/runs.js';

/**
 * Points from which on the starts of runs are evaluated by power sums, whatever the runs' engine:
 * thousands of runs would take minutes, and the digits that differ are not shown.
 */
const MANY_POINTS = 100_000;

/** Makes events of the dashboard of what a recording tells, in its order. */
export interface Translator {
  /** The state at the beginning of the recording. */
  start(size: Size): State;
  events(batch: Batch): Event[];
  /** The iteration of the last line. */
  newest(): number;
}

/** A translator at the beginning of the recording of this problem. */
export function createTranslator(problem: ResolvedRun): Translator {
  const { options, seed } = problem;
  const { learningRates, samples, degree, engine, every, pace } = options;
  const objective = createObjective(
    samples > MANY_POINTS ? 'moments' : engine,
    samples,
    INTERVAL,
    degree,
  );
  const completeness = createCompleteness(firstRuns(problem), every);
  let newest = 0;

  /** The state at iteration 0, which no line holds. */
  function startOf({ initial, learningRate }: Pick<Run, 'initial' | 'learningRate'>): Snapshot {
    return new Descent(objective, initial, learningRate).snapshot();
  }

  function evaluated(event: RunEvent): RunEvent {
    return event.type === 'started' && event.branch === null
      ? { ...event, state: startOf(event) }
      : event;
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
    start(size) {
      const settings = runSettings(problem, learningRates[0]!);
      const begin = initialState({ settings, learningRates, seed, pace, paused: false, size });
      const live = begin.live.map((run) => withStart(run, startOf(run)));
      return { ...begin, live, replay: true };
    },
    newest: () => newest,
    events({ events, atEnd, cutOff }) {
      for (const event of events) {
        completeness.take(event);
        newest = event.type === 'started' ? newest : event.state.iteration;
      }
      const told: Event[] =
        events.length > 0 ? [{ type: 'recorded', events: events.map(evaluated) }] : [];
      return atEnd || events.length > 0
        ? [...told, { type: 'warning', text: warning(cutOff) }]
        : told;
    },
  };
}
