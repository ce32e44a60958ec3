/**
 * The scalar product Σ left[i] · right[i], with four accumulators, because a single one waits for
 * each addition to end.
 *
 * @param right at least as long as left; what it has beyond that is left out.
 */
export function dot(left: Float64Array, right: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < left.length; i += 4) {
    a += left[i]! * right[i]!;
    b += left[i + 1]! * right[i + 1]!;
    c += left[i + 2]! * right[i + 2]!;
    d += left[i + 3]! * right[i + 3]!;
  }
  for (; i < left.length; i++) {
    a += left[i]! * right[i]!;
  }
  return a + b + (c + d);
}
