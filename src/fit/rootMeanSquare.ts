/**
 * The root-mean-square error √(loss / samples): how far the polynomial typically is from y, in the
 * unit of y and, unlike the loss, independent of the number of points.
 *
 * @example rootMeanSquare(500, 2000) // 0.5
 *
 * @param loss the squared error summed over all points, at least 0; may be Infinity.
 * @param samples number of points, at least 1.
 */
export function rootMeanSquare(loss: number, samples: number): number {
  return Math.sqrt(loss / samples);
}
