/** The situations that a run can be in, and what to say in each. */

import type { Analysis } from '../../fit/analysis.js';
import type { Direction } from '../../fit/directions.js';
import { lossAt } from '../../fit/excessLoss.js';
import { safeLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { omittedRecords } from '../../runs/history.js';
import { numberText } from '../../text/numberText.js';
import { polynomialName } from '../../text/polynomialName.js';
import { runDivergence } from '../model/divergence.js';
import { focusedRun, status, trainedRate } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { forecastFrom } from '../plot/lossCurves.js';
import { percent, significant } from '../style/format.js';
import { comparison } from './comparison.js';
import { hasSteepBehind, isNear, largest, type Moment, NEAR, removed } from './moment.js';

/** On the cliff: a step removes at least this share of the loss above the best. */
const STEEP = 0.1;

/** Above this share of the limit, a step lands almost as far away on the other side. */
const NEARLY = 0.9;

/** A situation that a run can be in. */
export interface Situation {
  readonly name: string;
  holds(moment: Moment): boolean;
  /** Sentences, most important first; those that do not fit are left out. */
  says(moment: Moment): readonly string[];
}

/** What a run is doing, judged by its numbers alone; the first that holds counts. */
export const phases: readonly Situation[] = [
  {
    name: 'above the limit',
    holds: ({ share }) => share > 1,
    says: (moment) => [
      `Too fast: ${ofLimit(moment.share)}.`,
      `In the steepest direction each step overshoots and lands ${times(moment)} as far away on the other side.`,
      ...(removed(moment) > 0 ? ['The loss falls only until that outgrows the rest.'] : []),
      ...moment.keys('w sets a rate that works.'),
    ],
  },
  {
    name: 'at the limit',
    holds: ({ share }) => share === 1,
    says: ({ keys }) => [
      'Exactly at the limit: in the steepest direction each step lands just as far away on the other side.',
      ...keys('w sets a rate that works.'),
    ],
  },
  {
    name: 'near the best',
    holds: isNear,
    says: ({ state, analysis }) =>
      analysis.optimum.loss === 0
        ? [
            `As good as perfect: a ${name(state)} can go through all ${state.settings.samples} points.`,
          ]
        : [
            `Within 1 % of the best possible, ${best(analysis)}: no ${name(state)} comes closer to a sine.`,
            "The misfit that stays is the curve's limit, not the training's.",
          ],
  },
  {
    name: 'just below the limit',
    holds: ({ directions: [steepest, ...others], share }) =>
      share >= NEARLY &&
      steepest!.excess >= Math.max(...others.map(({ excess }) => excess), 0) / 10,
    says: (moment) => [
      `Nearly too fast: ${ofLimit(moment.share)}.`,
      `Each step jumps across the valley and lands ${times(moment)} as far away on the other side, so it settles: ${halving(moment.directions[0]!)}.`,
    ],
  },
  {
    name: 'on the cliff',
    holds: (moment) => removed(moment) >= STEEP,
    says: (moment) => [
      `The cliff: each step removes ${percent(removed(moment))} of what is left.`,
      ...(moment.directions.length > 1
        ? ['Where the loss is steep its slope is large, and so are the steps.']
        : []),
    ],
  },
  {
    name: 'on the slope',
    holds: hasSteepBehind,
    says: (moment) => [
      `The slope: flat here, so the steps are small; ${halving(largest(moment))}.`,
      'The steep part is done.',
      `Best possible: ${best(moment.analysis)}.`,
    ],
  },
  {
    name: 'on its way',
    holds: () => true,
    says: (moment) => [`On its way: ${halving(largest(moment))}.`],
  },
];

/** What to say first, depending on what the user is doing; the first that holds counts. */
export const occasions: readonly Situation[] = [
  {
    name: 'looking back',
    holds: ({ state }) => state.rewind !== null,
    says: (moment) => [
      `Looking at iteration ${moment.shown.iteration}, loss ${significant(moment.shown.loss, 4)}.`,
      moment.state.replay
        ? 'Space plays on from here, Esc returns.'
        : 'Enter trains on from here, Esc returns.',
      ...phase(moment),
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
    says: (moment) => [...phase(moment), ...moment.keys('Space trains on.')],
  },
  {
    name: 'finished too early',
    holds: (moment) => isFinished(moment) && moment.share < 1,
    says: (moment) => [
      `Finished, ${significant(moment.excess, 3)} above the best possible, ${best(moment.analysis)}.`,
      ...needed(moment),
      ...moment.keys(`Space trains ${moment.run.settings.iterations} more.`),
    ],
  },
  {
    name: 'a branch',
    holds: ({ run }) => run.branchedAt !== null,
    says: (moment) => [...comparison(moment.state), ...phase(moment)],
  },
  {
    name: 'training',
    holds: () => true,
    says: (moment) => [...phase(moment), ...comparison(moment.state)],
  },
];

/** The first situation of a table that holds. */
export function situationIn(table: readonly Situation[], moment: Moment): Situation {
  return table.find(({ holds }) => holds(moment))!;
}

function phase(moment: Moment): readonly string[] {
  return situationIn(phases, moment).says(moment);
}

function diverged({ run, shown, analysis, keys }: Moment): string[] {
  if (!Number.isFinite(lossAt(analysis, run.initial))) {
    return [
      `Diverged at iteration ${shown.iteration}: the initial coefficients are too large.`,
      ...keys('n starts elsewhere.'),
    ];
  }
  // The rate of the update that made it diverge; it may have changed since.
  const share = shareOfLimit(trainedRate(run), analysis.stabilityLimit);
  if (share < 1) {
    return [
      `Diverged at iteration ${shown.iteration}: the numbers grew too large.`,
      ...keys('r starts again.'),
    ];
  }
  return [
    `Diverged at iteration ${shown.iteration}: at ${ofLimit(share)} each step overshot more than the last.`,
    ...keys(
      `w starts again at ${numberText(safeLearningRate(analysis.stabilityLimit))}, which works.`,
    ),
  ];
}

/** How many more steps a finished run needs, and that nothing is wrong. */
function needed({ state, run, analysis, shown }: Moment): string[] {
  const more = forecastFrom(analysis, run.settings, shown).iterationWithin(NEAR);
  return more === null
    ? []
    : [
        `Not wrong, only unfinished: ${more} more steps bring it to within 1 %, and no ` +
          `${name(state)} gets below the best.`,
      ];
}

function thinned(state: State): string[] {
  const { history, trace, settings } = focusedRun(state);
  // A recording has records only.
  const omitted = state.replay ? omittedRecords(history, settings.every) : omittedRecords(trace, 1);
  const what = state.replay ? 'records' : 'iterations';
  return omitted === 0
    ? []
    : [`${omitted} of its ${what} were thinned out, no peak and no trough.`];
}

function isFinished({ state }: Moment): boolean {
  return status(state) === 'finished';
}

/** The factor by which a step changes the distance along the steepest direction. */
function times({ directions }: Moment): string {
  return `${significant(Math.abs(directions[0]!.factor), 3)} times`;
}

function ofLimit(share: number): string {
  const text = share < 10 ? `${percent(share)} of` : `${significant(share, 3)} times`;
  return `${text} the largest rate that works`;
}

function halving({ iterations: steps }: Direction): string {
  if (!Number.isFinite(steps)) {
    return 'too slow to be seen';
  }
  return `half as far every ${steps < 10 ? steps.toFixed(1) : stepCount(steps)} steps`;
}

function stepCount(steps: number): string {
  return steps < 1e6 ? String(Math.round(steps)) : significant(steps, 3);
}

function best({ optimum }: Analysis): string {
  return significant(optimum.loss, 4);
}

function name({ settings }: State): string {
  return polynomialName(settings.degree);
}
