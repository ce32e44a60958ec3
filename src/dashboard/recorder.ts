/** The lines of a recording that a change of the dashboard's state adds. */

import { analyse } from '../fit/analysis.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { ndjsonFormat } from '../recording/write.js';
import type { Progress } from '../training/protocol.js';
import type { Event } from './model/events.js';
import { lastRate, ratesDue } from './model/rateChanges.js';
import type { Run, State } from './model/state.js';

export interface Recorder {
  /** The first line. */
  readonly head: string;
  /**
   * What happened from one state to the next: every record, the ends of runs and the beginnings of
   * others. Empty where nothing of that did.
   */
  lines(before: State, event: Event, after: State): string;
  /** The ends of the runs that still go on when the dashboard is left. */
  end(state: State): string;
}

/** Records everything from the first event on. */
export function createRecorder(run: ResolvedRun): Recorder {
  const { learningRates, samples, degree } = run.options;
  let analysis: State['analysis'] = null;
  const format = ndjsonFormat(run, () => analysis ?? analyse(samples, INTERVAL, degree));
  /** The number in the recording of every lane's present run. */
  const numbers = learningRates.map((_, lane) => lane);
  let begun = numbers.length;

  function outcome(run: Run, status: 'finished' | 'diverged' | 'interrupted'): string {
    return run.present
      ? format.text({ type: 'ended', run: numbers[run.lane]!, status, state: run.present })
      : '';
  }

  /** What the worker reported, in the order in which it came about. */
  function progress(before: Run, news: Progress, after: Run): string {
    const number = numbers[after.lane]!;
    const newest = before.history.snapshots.at(-1)?.iteration ?? -1;
    const records = news.records.filter(({ iteration }) => iteration > newest);
    // A branch may begin with another learning rate than the state it goes on from had.
    const start = before.present === null && before.branchedAt !== null ? [after.present!] : [];
    const texts = [...start, ...records].map((state) =>
      format.text({ type: 'record', run: number, state }),
    );
    // Where the learning rate was turned there is a record more: the next one may be far away.
    const due = lastRate(ratesDue(before, news, run.options.schedule));
    if (after.present!.learningRate !== due) {
      texts.push(format.text({ type: 'rateChanged', run: number, state: after.present! }));
    }
    if (after.status !== before.status && hasEnded(after)) {
      texts.push(outcome(after, after.status));
    }
    return texts.join('');
  }

  /** The ends of the runs that were left, then the beginnings of those that took their places. */
  function restarts(left: readonly Run[], started: readonly Run[]): string {
    const ends = left.filter((run) => !hasEnded(run)).map((run) => outcome(run, 'interrupted'));
    const beginnings = started.map((run) => {
      const { lane, seed, initial, learningRate, branchedAt } = run;
      const branch = branchedAt === null ? null : { run: numbers[lane]!, iteration: branchedAt };
      numbers[lane] = begun;
      begun += 1;
      return format.text({
        type: 'started',
        run: numbers[lane]!,
        lane,
        seed,
        initial,
        learningRate,
        branch,
      });
    });
    return [...ends, ...beginnings].join('');
  }

  return {
    head: format.head,
    lines(before, event, after) {
      analysis = after.analysis;
      if (event.type === 'progress') {
        const { lane, progress: news } = event;
        return before.live[lane]!.number === news.run
          ? progress(before.live[lane]!, news, after.live[lane]!)
          : '';
      }
      const replaced = after.live.filter(
        ({ lane, number }) => before.live[lane]!.number !== number,
      );
      return replaced.length === 0
        ? ''
        : restarts(
            replaced.map(({ lane }) => before.live[lane]!),
            replaced,
          );
    },
    end: ({ live }) =>
      live
        .filter((run) => !hasEnded(run))
        .map((run) => outcome(run, 'interrupted'))
        .join(''),
  };
}

function hasEnded(run: Run): run is Run & { readonly status: 'finished' | 'diverged' } {
  return run.status === 'finished' || run.status === 'diverged';
}
