/**
 * The root-mean-square error √(loss / samples): how far the polynomial is typically from y, in
 * the unit of y and, unlike the loss, independent of the number of points.
 *
 * @param loss the squared error summed over all points, not negative; an infinite loss gives
 *   Infinity.
 * @param samples the number of points, at least 1.
 */
export function rootMeanSquare(loss: number, samples: number): number {
  return Math.sqrt(loss / samples);
}
