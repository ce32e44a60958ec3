import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dot } from '../../src/fit/dot.js';

test('the scalar product of whole numbers is exact, for any length', () => {
  const pairs = fc.array(
    fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(pairs, (values) => {
      const left = Float64Array.from(values, ([a]) => a);
      const right = Float64Array.from(values, ([, b]) => b);
      const expected = values.reduce((sum, [a, b]) => sum + BigInt(a) * BigInt(b), 0n);
      assert.equal(BigInt(dot(left, right)), expected);
    }),
  );
});
