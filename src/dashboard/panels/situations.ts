/** What a run can be doing, by the numbers alone, and what to say about it. */

import type { Analysis } from '../../fit/analysis.js';
import type { Direction } from '../../fit/directions.js';
import { numberText } from '../../text/numberText.js';
import { polynomialName } from '../../text/polynomialName.js';
import { isRuined } from '../model/divergence.js';
import { workingRateOf } from '../model/optimizers.js';
import { percentLeft } from '../style/bar.js';
import { percent, significant } from '../style/format.js';
import { madeOf } from '../style/madeOf.js';
import { arrival, nearBest } from './arrival.js';
import {
  fastest,
  hasSteepBehind,
  isNear,
  isSteepPartDone,
  jumps,
  largest,
  type Moment,
  removed,
} from './moment.js';

/** On the cliff: a step removes at least this share of the loss above the best. */
const STEEP = 0.1;

/** Above this share of the limit, a step lands almost as far away on the other side. */
const NEARLY = 0.9;

/** From this many times the distance at the start on, a percentage says nothing. */
const MUCH = 9;

/** Below this share of the limit, a larger rate is worth trying. */
const SLOW = 0.5;

/** Columns for what a direction is made of. */
export const NAME = 16;

/** A situation that a run can be in. */
export interface Situation {
  readonly name: string;
  holds(moment: Moment): boolean;
  /** Sentences, the most important first; those without room are left out. */
  says(moment: Moment): readonly string[];
}

/** A phase of a run, with what the path does on the map of the loss. */
export interface Phase extends Situation {
  readonly onTheMap: string;
}

/** Does not depend on the optimizer. */
export const nearTheBest: Phase = {
  name: 'near the best',
  onTheMap: 'the path has reached the bottom of the valley',
  holds: isNear,
  says: ({ state, analysis }) =>
    analysis.optimum.loss === 0
      ? [
          `As good as perfect: a ${curveName(state)} can go through all ${state.settings.samples} points.`,
        ]
      : [
          `Within 1 % of the best possible, ${best(analysis)}: no ${curveName(state)} comes closer to a sine.`,
          "The remaining misfit is the curve's limit, not the training's.",
        ],
};

/** The phases of plain gradient descent; the first that holds counts. */
export const phases: readonly Phase[] = [
  {
    name: 'above the limit',
    onTheMap: 'each step leaps higher up the other side of the valley',
    holds: ({ share }) => share > 1,
    says: (moment) => [
      `Too fast: ${ofLimit(moment.share)}.`,
      ...mend(moment),
      `${alongSteepest(moment)} each step overshoots to ${times(moment)} as far on the other side of the best.`,
      ...(removed(moment) > 0 ? ['The loss falls only until that outgrows the rest.'] : []),
    ],
  },
  {
    name: 'at the limit',
    onTheMap: 'the path leaps from side to side of the valley for ever',
    holds: ({ share }) => share === 1,
    says: (moment) => [
      'Exactly at the limit: it will never settle.',
      `${alongSteepest(moment)} each step lands just as far on the other side of the best.`,
      ...mend(moment),
    ],
  },
  nearTheBest,
  {
    name: 'just below the limit',
    onTheMap: 'the path leaps from side to side of the valley and settles slowly',
    holds: (moment) => moment.share >= NEARLY && jumps(moment),
    says: (moment) => [
      `Nearly too fast: ${ofLimit(moment.share)}.`,
      `${alongSteepest(moment)} each step lands ${times(moment)} as far on the other side of the best.`,
      ...moment.keys('Key [ makes it settle sooner.'),
      `It settles: ${halving(moment.directions[0]!)}.`,
    ],
  },
  {
    name: 'on the cliff',
    onTheMap: 'the path falls down the side of a valley',
    holds: (moment) => removed(moment) >= STEEP,
    says: (moment) => [
      `The cliff: each step removes ${percent(removed(moment))} of the loss above the best` +
        `${moment.directions.length > 1 ? `, mostly along ${madeOf(fastest(moment).components, NAME)}` : ''}.`,
      'Where the loss is steep, its slope is large, and so are the steps.',
    ],
  },
  {
    name: 'on the slope',
    onTheMap: 'the path creeps along the floor of a valley',
    holds: hasSteepBehind,
    says: (moment) => [
      ...slope(largest(moment)),
      ...(moment.share < SLOW ? moment.keys('Key ] goes faster.') : []),
      ...(isSteepPartDone(moment) ? ['The steep directions are done.'] : []),
      ...endsTooEarly(moment),
      `The best possible is ${best(moment.analysis)}.`,
    ],
  },
  {
    name: 'on its way',
    onTheMap: 'the path goes down the slope of the loss',
    holds: () => true,
    says: (moment) => [`On its way: ${halving(largest(moment))}.`],
  },
];

/** The first situation of a table that holds. */
export function situationIn<S extends Situation>(table: readonly S[], moment: Moment): S {
  return table.find(({ holds }) => holds(moment))!;
}

export function ofLimit(share: number): string {
  const text = share < 10 ? `${percent(share)} of` : `${significant(share, 3)} times`;
  return `${text} the largest rate that works`;
}

/** The key that makes a run converge, and how. */
export function mend({ state, run, keys }: Moment): string[] {
  const verb = isRuined(state, run) ? 'starts again at' : 'sets';
  return keys(`Key w ${verb} ${numberText(workingRateOf(state)!)}, which works.`);
}

export function best({ optimum }: Analysis): string {
  return significant(optimum.loss, 4);
}

export function curveName({ settings }: Moment['state']): string {
  return polynomialName(settings.degree);
}

export function alongSteepest({ directions }: Moment): string {
  return `Along ${madeOf(directions[0]!.components, NAME)}`;
}

/** The factor by which a step changes the distance along the steepest direction. */
export function times({ directions }: Moment): string {
  return `${significant(Math.abs(directions[0]!.factor), 3)} times`;
}

function halving({ iterations }: Direction): string {
  return Number.isFinite(iterations)
    ? `every ${stepCount(iterations)} steps halve what is left`
    : 'too slow to be seen';
}

/** The direction with the most to gain, how much is left there, and how many steps halve that. */
function slope({ components, iterations, left, share }: Direction): string[] {
  const part = share !== null && share > 0.5 ? 'most' : 'the largest part';
  const where = `The slope: ${part} of the loss to lose lies along ${madeOf(components, NAME)}`;
  if (!Number.isFinite(iterations)) {
    return [`${where}: so flat that steps are too small to be seen.`];
  }
  const steps = `${stepCount(iterations)} steps halve`;
  return [
    `${where}: nearly flat, small steps.`,
    // A direction that was at its best at the start has no percentage to go.
    left !== null && left < MUCH
      ? `${percentLeft(left)} of the way is left there; ${steps} it.`
      : `${steps} what is left there.`,
  ];
}

/** Says that a run ends before it is near the best; not in a recording, where the rate may still change. */
export function endsTooEarly({ state, run }: Moment): string[] {
  const at = arrival(state, run);
  return typeof at === 'number' && at > run.iterations && !state.replay
    ? [
        `The run ends at iteration ${run.iterations}, ${at - run.iterations} before it is ${nearBest(state)}.`,
      ]
    : [];
}

export function stepCount(steps: number): string {
  if (steps < 10) {
    return steps.toFixed(1);
  }
  return steps < 1e6 ? String(Math.round(steps)) : significant(steps, 3);
}
