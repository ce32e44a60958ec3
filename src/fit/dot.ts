/**
 * The scalar product Σ left[i] · right[i]. Four accumulators, because with a single one each
 * addition waits for the one before.
 *
 * @example dot(Float64Array.of(1, 2), Float64Array.of(3, 4)) // 11
 *
 * @param right at least as long as left; further entries are ignored.
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
