import type { Analysis } from './analysis.js';
import type { RateChange } from './descent.js';
import { alongDirections, distanceByDirection } from './excessLoss.js';
import { BEYOND_NUMBERS, type Forecast, forecastOf, leastInteger } from './forecast.js';
import { momentumRoots, sumOfGaps } from './momentum.js';
import { type Course, momentumCourse } from './momentumCourse.js';
import type { Momentum } from './optimizers.js';

/** The search for where the loss was last above a goal looks this often per notable change of a direction. */
const LOOKS_PER_PACE = 64;

/** The most looks. Only a momentum that hardly settles takes more; its answer is then a little late. */
const MOST_LOOKS = 4000;

/** A direction that contributes less than this share of a goal does not affect when it is reached. */
const NEGLIGIBLE = 1e-3;

/**
 * The exact future of gradient descent with momentum, of either kind. The loss is a quadratic, so
 * that along each of the Hessian's eigenvectors distance and velocity follow a recurrence of their own,
 * in closed form by the eigenvalues of its 2×2 matrix: see momentum.ts. A changed learning rate
 * multiplies the next change of the distance, because the velocity does not depend on it.
 *
 * @example
 * const analysis = analyse(2000, [-Math.PI, Math.PI], 3);
 * const momentum = { name: 'momentum', beta: 0.9 };
 * const forecast = createMomentumForecast(analysis, standardNormals(42, 4), momentum, 1e-6);
 * forecast.iterationWithin(0.01) // 199
 *
 * @param coefficients at present, constant term first.
 * @param momentum with its velocity at present; without one, it is 0.
 * @param learningRate η from now on, above 0.
 * @param schedule later learning rates; iterations count from now, increasing from 1.
 */
export function createMomentumForecast(
  analysis: Analysis,
  coefficients: readonly number[],
  momentum: Momentum,
  learningRate: number,
  schedule: readonly RateChange[] = [],
): Forecast {
  const { optimum } = analysis;
  const places = startingPlaces(analysis, coefficients, momentum);
  if (!places.every(({ distance, pull }) => Number.isFinite(distance ** 2 + pull ** 2))) {
    return BEYOND_NUMBERS;
  }
  const parts = partsOf(places, momentum, [{ iteration: 0, learningRate }, ...schedule]);

  const excessAt = (iterations: number) => {
    const { start, courses } = parts.findLast((part) => part.start <= iterations)!;
    const excess = courses.reduce((sum, course) => sum + course.at(iterations - start) ** 2, 0);
    return excess <= optimum.rounding ? 0 : excess;
  };

  /** The first iteration of a part from which the excess is below the goal up to a later one. */
  const firstBelow = (part: Part, sure: number, goal: number): number => {
    const ahead = sure - part.start;
    const paces = part.courses
      .filter((course) => course.bound(ahead, ahead) ** 2 > NEGLIGIBLE * goal)
      .map(({ pace }) => pace);
    const stride = Math.max(1, Math.floor(Math.min(...paces, ahead) / LOOKS_PER_PACE));
    let below = sure;
    for (let looks = 0; looks < MOST_LOOKS && below > part.start; looks++) {
      const before = Math.max(part.start, below - stride);
      if (excessAt(before) > goal) {
        return leastInteger((each) => excessAt(each) <= goal, before + 1, below);
      }
      below = before;
    }
    return below;
  };

  const iterationOfExcess = (goal: number): number | null => {
    const bound = Math.max(goal, optimum.rounding);
    let end = Number.MAX_SAFE_INTEGER;
    if (goal < 0 || !isBelow(parts.at(-1)!, end, end, bound)) {
      return null;
    }
    for (const part of parts.toReversed()) {
      // From here to the end no ringing can rise above the goal; before that, one has to look.
      const sure = leastInteger((from) => isBelow(part, from, end, bound), part.start, end + 1);
      const near = firstBelow(part, sure, goal);
      if (near > part.start) {
        return near;
      }
      end = part.start - 1;
    }
    return 0;
  };

  return forecastOf(optimum.loss, excessAt, iterationOfExcess);
}

/** The state of a run along a direction. */
interface Place {
  readonly eigenvalue: number;
  /** From the optimum, scaled so that its square is the direction's part of the excess loss. */
  readonly distance: number;
  /** How much the next update reduces it, divided by the learning rate. */
  readonly pull: number;
}

function startingPlaces(
  analysis: Analysis,
  coefficients: readonly number[],
  { name, beta, velocity = coefficients.map(() => 0) }: Momentum,
): Place[] {
  const along = alongDirections(analysis, velocity);
  return distanceByDirection(analysis, coefficients).map((distance, i) => {
    const eigenvalue = analysis.eigenvalues[i]!;
    const slope = eigenvalue * distance;
    const next = beta * along[i]! + slope;
    return { eigenvalue, distance, pull: name === 'nesterov' ? slope + beta * next : next };
  });
}

/** A stretch of iterations with one learning rate. */
interface Part {
  /** The first iteration. */
  readonly start: number;
  /** The course of the distance along each direction, counted from the start. */
  readonly courses: readonly Course[];
}

function partsOf(
  places: readonly Place[],
  momentum: Momentum,
  schedule: readonly RateChange[],
): Part[] {
  const parts: Part[] = [];
  let at = places;
  schedule.forEach(({ iteration: start, learningRate }, i) => {
    const length = (schedule[i + 1]?.iteration ?? start) - start;
    const courses = at.map(({ eigenvalue, distance, pull }) => {
      const step = learningRate * eigenvalue;
      const roots = momentumRoots(momentum, step);
      const change = learningRate * pull;
      // The changes follow the same recurrence; as differences of distances they would lose digits.
      const changeOfChange = sumOfGaps(momentum, step) * change - step * distance;
      return {
        distance: momentumCourse(roots, distance, change),
        change: momentumCourse(roots, change, changeOfChange),
      };
    });
    parts.push({ start, courses: courses.map(({ distance }) => distance) });
    at = courses.map(({ distance, change }, k) => ({
      eigenvalue: at[k]!.eigenvalue,
      distance: distance.at(length),
      pull: change.at(length) / learningRate,
    }));
  });
  return parts;
}

/** Whether the excess loss is sure to stay at or below this from an iteration of a part to the end. */
function isBelow({ start, courses }: Part, from: number, end: number, excess: number): boolean {
  return (
    from > end ||
    courses.reduce((sum, each) => sum + each.bound(from - start, end - start) ** 2, 0) <= excess
  );
}
