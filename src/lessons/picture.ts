/** Tells in numbers what a plot shows. */

import type { Snapshot } from '../fit/descent.js';
import { evaluatePolynomial } from '../fit/polynomial.js';
import { INTERVAL } from '../options/start.js';
import { polynomialName } from '../text/polynomialName.js';
import type { LessonView } from './lesson.js';
import { rounded } from './problem.js';

/** Intervals between the places at which a curve is measured. */
const PLACES = 1000;

/** What the residual looks like, if that is what the view shows; else null. */
export function pictureText(
  { coefficients, iteration }: Pick<Snapshot, 'coefficients' | 'iteration'>,
  { plot }: LessonView,
): string | null {
  if (plot !== 'residual') {
    return null;
  }
  const [from, to] = INTERVAL;
  const points = Array.from({ length: PLACES + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / PLACES;
    return { x, y: evaluatePolynomial(coefficients, x) - Math.sin(x) };
  });
  const [highest, lowest] = [1, -1].map((sign) =>
    points.reduce((best, point) => (sign * point.y > sign * best.y ? point : best)),
  );
  const name = polynomialName(coefficients.length - 1);
  return (
    `At iteration ${iteration} the ${name} minus the sine lies between ${placed(lowest!)} and ` +
    `${placed(highest!)}.`
  );
}

function placed({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${rounded(Number(y.toPrecision(3)))} at x = ${rounded(Number(x.toFixed(2)))}`;
}
