import assert from 'node:assert/strict';

/** Fails unless |actual − expected| ≤ relative · scale, the scale being |expected| by default. */
export function assertClose(
  actual: number,
  expected: number,
  relative: number,
  what: string,
  scale = Math.abs(expected),
): void {
  assert.ok(
    Math.abs(actual - expected) <= relative * scale,
    `${what}: ${actual} is not within ${relative} x ${scale} of ${expected}`,
  );
}
