/** What a run with momentum, RMSprop or Adam can be doing, and what to say about it. */

import type { Direction } from '../../fit/directions.js';
import { growthRate } from '../../fit/growth.js';
import { optimizerTitle } from '../../options/optimizers.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { limitOf } from '../model/optimizers.js';
import { forecastFrom } from '../plot/forecasts.js';
import { percentLeft } from '../style/bar.js';
import { percent, significant } from '../style/format.js';
import { madeOf } from '../style/madeOf.js';
import { arrival, nearBest } from './arrival.js';
import { isNear, largest, type Moment } from './moment.js';
import {
  alongSteepest,
  best,
  endsTooEarly,
  mend,
  NAME,
  nearTheBest,
  ofLimit,
  type Phase,
  stepCount,
  times,
} from './situations.js';

/** The first that holds. */
export const momentumPhases: readonly Phase[] = [
  {
    name: 'momentum above its limit',
    onTheMap: 'each swing goes higher up the sides of the valley',
    holds: ({ share }) => share > 1,
    says: (moment) => [
      `Too fast even with ${title(moment)}: ${ofLimit(moment.share)}.`,
      ...mend(moment),
      `${alongSteepest(moment)} each swing goes ${times(moment)} as far as the last.`,
    ],
  },
  {
    name: 'momentum at its limit',
    onTheMap: 'the path swings from side to side of the valley for ever',
    holds: ({ share }) => share === 1,
    says: (moment) => [
      `Exactly at the limit of ${title(moment)}: it will never settle.`,
      ...mend(moment),
    ],
  },
  {
    ...nearTheBest,
    name: 'momentum near the best',
    holds: (moment) => isNear(moment) && arrival(moment.state, moment.run) === 'reached',
  },
  {
    name: "beyond plain descent's limit",
    onTheMap: 'the path leaps across the valley, and the velocity turns it back',
    holds: ({ shown, analysis }) => shown.learningRate >= analysis.stabilityLimit,
    says: (moment) => [
      `Beyond plain descent's limit, ${limitText(moment.analysis.stabilityLimit)}, yet it converges: the limit of ${title(moment)} is ${limitText(limitOf(moment.state)!)}.`,
      `${alongSteepest(moment)} plain descent would leap farther with each step; here the velocity of the last leap takes back part of the next.`,
      ...settling(moment.directions[0]!),
      ...endsTooEarly(moment),
    ],
  },
  {
    name: 'overshooting',
    onTheMap: 'the path shoots past the bottom of the valley',
    holds: (moment) => isFirstSwing(moment),
    says: (moment) => [
      `Overshoot: ${title(moment)} keeps going where the slope has turned, past the best along ${madeOf(largest(moment).components, NAME)}, and comes back.`,
      'So the loss rises now and then, and nothing is wrong.',
      ...settling(largest(moment)),
    ],
  },
  {
    name: 'ringing',
    onTheMap: 'the path swings to and fro across the valley, less and less',
    holds: (moment) => largest(moment).period !== null,
    says: (moment) => [
      `Ringing: along ${madeOf(largest(moment).components, NAME)} it swings past the best and back.`,
      ...settling(largest(moment)),
      ...moment.keys('Key < lowers beta, for less ringing.'),
      ...endsTooEarly(moment),
    ],
  },
  {
    name: 'gathering speed',
    onTheMap: 'the path runs down the floor of a valley, faster than its slope alone would take it',
    holds: () => true,
    says: (moment) => [
      `Gathering speed: along ${madeOf(largest(moment).components, NAME)} the slope keeps its direction, and the steps add up.`,
      comparedWithPlain(moment, largest(moment)),
      ...endsTooEarly(moment),
      `The best possible is ${best(moment.analysis)}.`,
    ],
  },
];

/**
 * A loss hovers if more than this share of its excess is left after all simulated steps, unless they are
 * too short to reach the best.
 */
const HOVERS = 0.5;

/** The first that holds. */
export const adaptivePhases: readonly Phase[] = [
  { ...nearTheBest, name: 'adaptive near the best' },
  {
    name: 'hovering',
    onTheMap: 'the path hovers above the bottom of the valley',
    holds: (moment) => {
      const forecast = foreseen(moment);
      const isInReach = farthest(moment) <= moment.shown.learningRate * forecast.simulated!;
      return isInReach && forecast.excessAt(forecast.simulated!) > HOVERS * moment.excess;
    },
    says: (moment) => [
      `Hovering: however near the best, each step of ${title(moment)} is about as long as the learning rate.`,
      `So it stays ${significant(moment.excess, 2)} above the best.`,
      ...moment.keys('Key [ brings it nearer.'),
    ],
  },
  {
    name: 'steps of one length',
    onTheMap: 'the path goes down at one speed in all coefficients, however steep it is',
    holds: () => true,
    says: (moment) => [
      `Each step moves each coefficient by about the learning rate, ${numberText(moment.shown.learningRate)}, because ${title(moment)} divides each slope by its size.`,
      simulation(moment),
    ],
  },
];

function title({ optimizer }: Moment): string {
  return optimizerTitle(optimizer);
}

/** The largest distance of a coefficient from its best value. */
function farthest({ analysis, shown }: Moment): number {
  const best = analysis.optimum.coefficients;
  return Math.max(...shown.coefficients.map((value, k) => Math.abs(value - best[k]!)));
}

function foreseen({ analysis, run, shown }: Moment) {
  return forecastFrom(analysis, run.settings, shown);
}

/** When the loss will be near the best, which only a simulation can tell. */
function simulation({ state, run }: Moment): string {
  const at = arrival(state, run);
  return typeof at === 'number'
    ? `A simulation gets ${nearBest(state)} at iteration ${at}.`
    : `A simulation does not get ${nearBest(state)} soon.`;
}

/** Whether the direction with most of the loss has not yet swung past the best and back. */
function isFirstSwing(moment: Moment): boolean {
  const { period } = largest(moment);
  return period !== null && moment.shown.iteration - (moment.run.branchedAt ?? 0) < period;
}

/** How long a swing takes, and what it leaves; how fast a direction shrinks that does not ring. */
function settling({ period, factor, iterations }: Direction): string[] {
  if (period === null) {
    return Number.isFinite(iterations)
      ? [`${stepCount(iterations)} steps halve what is left.`]
      : [];
  }
  return [
    `A swing takes ${stepCount(period)} steps and leaves ${percent(factor ** period)} of the one before.`,
  ];
}

/** How fast a direction goes, and how fast it would with plain gradient descent. */
function comparedWithPlain({ shown }: Moment, { eigenvalue, iterations, left }: Direction): string {
  const plain = Math.LN2 / Math.abs(growthRate(shown.learningRate * eigenvalue));
  const rest = left === null ? '' : `${percentLeft(left)} of the way is left there; `;
  return `${rest}${stepCount(iterations)} steps halve it, and plain descent would take ${stepCount(plain)}.`;
}
