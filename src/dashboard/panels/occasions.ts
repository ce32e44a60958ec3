/** What to say first: about looking back, an end, a branch or several rates. */

import { lossAt } from '../../fit/excessLoss.js';
import { shareOfLimit } from '../../fit/learningRate.js';
import { optimizerLimit } from '../../fit/momentum.js';
import { NEAR } from '../../fit/nearBest.js';
import { optimizerTitle } from '../../options/optimizers.js';
import { limitText } from '../../runs/divergence.js';
import { omittedRecords } from '../../runs/history.js';
import { numberText } from '../../text/numberText.js';
import { runDivergence } from '../model/divergence.js';
import { isRace, limitOf } from '../model/optimizers.js';
import {
  focusedRun,
  hasEnded,
  lastOptimizer,
  presentRate,
  runName,
  status,
  trainedOptimizer,
  trainedRate,
} from '../model/selectors.js';
import type { State } from '../model/state.js';
import { forecastFrom } from '../plot/forecasts.js';
import { significant } from '../style/format.js';
import { arrival, arrivedAt } from './arrival.js';
import { comparison } from './comparison.js';
import { isNear, type Moment } from './moment.js';
import { phaseText } from './phases.js';
import { best, curveName, mend, ofLimit, type Situation } from './situations.js';

/** The occasions to speak of before the numbers; the first that holds counts. */
export const occasions: readonly Situation[] = [
  {
    name: 'looking back',
    holds: ({ state }) => state.rewind !== null,
    says: (moment) => [
      lookingBack(moment),
      ...phaseText(moment),
      waysOn(moment),
      ...thinned(moment.state),
    ],
  },
  {
    name: 'diverged',
    holds: ({ state }) => status(state) === 'diverged',
    says: diverged,
  },
  {
    name: 'finished above its start',
    holds: ({ state, run }) => runDivergence(state, run) === 'risen',
    says: ({ run, analysis, keys }) => [
      `Finished above its start, ${significant(lossAt(analysis, run.initial), 4)}: the rate was too high for a while.`,
      ...keys('Space trains on.'),
    ],
  },
  {
    name: 'finished near the best',
    holds: (moment) => isFinished(moment) && isNear(moment),
    says: (moment) => [...phaseText(moment), ...moment.keys('Space trains on.')],
  },
  {
    name: 'finished too early',
    holds: (moment) => isFinished(moment) && moment.share < 1,
    says: (moment) => [
      `Done: ${significant(moment.excess, 3)} above the best possible.`,
      ...needed(moment),
      ...moment.keys(`Space trains ${moment.run.settings.iterations} more.`),
    ],
  },
  {
    name: 'a branch',
    holds: ({ run }) => run.branchedAt !== null,
    says: (moment) => [...origin(moment), ...comparison(moment.state), ...phaseText(moment)],
  },
  {
    name: 'several rates',
    holds: ({ state }) => state.live.length > 1,
    says: (moment) => [
      ...lowest(moment),
      ...notConverging(moment.state),
      ...named(runName(moment.state, moment.run), phaseText(moment)),
    ],
  },
  {
    name: 'training',
    holds: () => true,
    says: (moment) => [...phaseText(moment), ...comparison(moment.state)],
  },
];

function lookingBack({ state, shown, run }: Moment): string {
  const now = hasEnded(run) ? 'ended' : 'waits';
  const { iteration, loss } = run.present!;
  const end = Number.isFinite(loss) ? `${iteration}, loss ${significant(loss, 4)}` : `${iteration}`;
  return `Looking back at iteration ${shown.iteration}; the ${state.replay ? 'recording' : 'run'} ${now} at ${end}.`;
}

/** How to go on from the moment looked back to, and from the newest. */
function waysOn({ state, run }: Moment): string {
  if (state.replay) {
    return 'Space plays on from here.';
  }
  const branch = 'Enter branches off from here';
  return hasEnded(run)
    ? `${branch}, and leaves the run as it is.`
    : `${branch}; Space trains on from ${run.present!.iteration}.`;
}

/** Sentences about one of several runs, as `B, the slope: ...`. */
function named(name: string, [first, ...more]: readonly string[]): string[] {
  const text = first!.includes(': ')
    ? `${name}, ${first!.charAt(0).toLowerCase()}${first!.slice(1)}`
    : `${name}: ${first}`;
  return [text, ...more];
}

function diverged(moment: Moment): string[] {
  const { run, shown, analysis, keys } = moment;
  if (!Number.isFinite(lossAt(analysis, run.initial))) {
    return [
      `Diverged at iteration ${shown.iteration}: the initial coefficients are too large.`,
      ...keys('Key n starts elsewhere.'),
    ];
  }
  // The rate of the update at which it blew up; it may have changed since.
  const limit = optimizerLimit(trainedOptimizer(run), analysis.stabilityLimit);
  const share = shareOfLimit(trainedRate(run), limit);
  if (share < 1) {
    return [
      `Diverged at iteration ${shown.iteration}: the numbers grew too large.`,
      ...keys('Key r starts again.'),
    ];
  }
  return [
    `Diverged at iteration ${shown.iteration}: at ${ofLimit(share)}, each step overshot further.`,
    ...mend(moment),
  ];
}

/** How far a finished run still has to go, and that nothing is wrong. */
function needed({ state, run, analysis, shown }: Moment): string[] {
  const forecast = forecastFrom(analysis, run.settings, shown);
  const more = forecast.iterationWithin(NEAR);
  const who = forecast.simulated === null ? '' : 'in a simulation ';
  return more === null
    ? []
    : [
        `Nothing is wrong: no ${curveName(state)} gets below ${best(analysis)}, and ${who}${more} more iterations get within 1 % of it.`,
      ];
}

/** Where a branch comes from, and what it does differently. */
function origin({ state, run }: Moment): string[] {
  const left = state.earlier.find(({ leftFor }) => leftFor === run.number);
  if (!left) {
    return [];
  }
  const changes = [
    ['', optimizerTitle(trainedOptimizer(left)), optimizerTitle(lastOptimizer(run))],
    ['rate ', numberText(trainedRate(left)), numberText(presentRate(run))],
  ].flatMap(([what, before, now]) =>
    before === now ? [] : [`with ${what}${now} in place of ${before}`],
  );
  const change = changes.join(' and ') || 'unchanged';
  return [`A branch, ${change}, from iteration ${run.branchedAt} on.`];
}

/** Which of several runs has the lowest loss, and what that shows. */
function lowest({ state }: Moment): string[] {
  const started = state.live.filter(({ present }) => Number.isFinite(present?.loss));
  if (started.length < 2) {
    return [];
  }
  const byLoss = started.toSorted((one, other) => one.present!.loss - other.present!.loss);
  const [first] = byLoss;
  const byRate = started.toSorted((one, other) => presentRate(other) - presentRate(one));
  const lowest = `${runName(state, first!)} has the lowest loss, ${significant(first!.present!.loss, 4)}`;
  if (isRace(state)) {
    const arrived = started
      .filter((run) => arrival(state, run) === 'reached')
      .map((run) => ({ run, at: arrivedAt(state, run) }))
      .toSorted((one, other) => one.at - other.at)
      .map(
        ({ run, at }) =>
          `${runName(state, run)}, ${optimizerTitle(lastOptimizer(run))}, since ${at}`,
      );
    if (arrived.length > 0) {
      return [`Within 1 % of the best: ${arrived.join('; ')}.`];
    }
    const { learningRate } = first!.present!;
    const title = optimizerTitle(lastOptimizer(first!));
    return [`${lowest}: ${title} at rate ${numberText(learningRate)}.`];
  }
  const limit = limitOf(state, first)!;
  const isInOrder =
    byRate.every((run, i) => run === byLoss[i]) &&
    presentRate(byRate[0]!) < limit &&
    Number.isFinite(limit);
  return [
    isInOrder
      ? `${lowest}: below ${limitText(limit)}, larger rates are faster.`
      : `${lowest}, at rate ${numberText(presentRate(first!))}.`,
  ];
}

/** Names the other live runs that do not converge. */
function notConverging(state: State): string[] {
  const letters = state.live
    .filter(({ lane }) => lane !== state.focus)
    .filter((run) => run.status === 'diverged' || runDivergence(state, run) !== null)
    .map((run) => runName(state, run));
  return letters.length === 0 ? [] : [`Not converging: ${letters.join(', ')}.`];
}

function thinned(state: State): string[] {
  const { history, trace, settings } = focusedRun(state);
  // A recording has records only.
  const omitted = state.replay ? omittedRecords(history, settings.every) : omittedRecords(trace, 1);
  const what = state.replay ? 'records' : 'iterations';
  return omitted === 0
    ? []
    : [`${omitted} of its ${what} were thinned out, but no peak or trough.`];
}

function isFinished({ state }: Moment): boolean {
  return status(state) === 'finished';
}
