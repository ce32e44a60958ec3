import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nextLearningRate, nextPace, scaledRate } from '../../../src/dashboard/model/steps.js';

const positive = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });

describe('the pace', () => {
  test('goes in steps of 1, 2 and 5 from 1 to the greatest', () => {
    const up = [0.1];
    while (nextPace(up.at(-1)!, 1) !== up.at(-1)) {
      up.push(nextPace(up.at(-1)!, 1));
    }
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
    const wanted = [...steps, 100_000, 200_000, 500_000, Number.POSITIVE_INFINITY];
    assert.deepEqual(up.slice(1), wanted);
    const down = [Number.POSITIVE_INFINITY];
    while (nextPace(down.at(-1)!, -1) !== down.at(-1)) {
      down.push(nextPace(down.at(-1)!, -1));
    }
    assert.deepEqual(down, wanted.toReversed());
  });
});

describe('the learning rate', () => {
  test('has two digits, and steps on to the next power of ten', () => {
    assert.equal(nextLearningRate(1e-6, 1), 1.1e-6);
    assert.equal(nextLearningRate(9.9e-6, 1), 1e-5);
    assert.equal(nextLearningRate(1e-6, -1), 9.9e-7);
    assert.equal(nextLearningRate(1.1e-6, -1), 1e-6);
    assert.equal(nextLearningRate(3.557e-6, 1), 3.6e-6);
    assert.equal(nextLearningRate(3.557e-6, -1), 3.5e-6);
    assert.equal(nextLearningRate(1.05, -1), 1);
    assert.equal(nextLearningRate(1, -1), 0.99);
  });

  test('comes back to where it was, over a thousand steps', () => {
    let rate = 1e-6;
    const up = [rate];
    for (let i = 0; i < 1000; i++) {
      rate = nextLearningRate(rate, 1);
      up.push(rate);
    }
    for (const expected of up.toReversed().slice(1)) {
      rate = nextLearningRate(rate, -1);
      assert.equal(rate, expected);
    }
  });

  test('always moves, by at most a tenth, and stays above 0', () => {
    fc.assert(
      fc.property(positive, (rate) => {
        const [up, down] = [nextLearningRate(rate, 1), nextLearningRate(rate, -1)];
        assert.ok(up > 0 && Number.isFinite(up) && down > 0);
        if (rate > 1e-300 && rate < 1e300) {
          assert.ok(up > rate && up <= rate * 1.1000001, `${up}`);
          assert.ok(down < rate && down >= rate * 0.8999999, `${down}`);
        }
      }),
    );
  });
});

test('a rate is doubled and halved as long as it stays a number above 0', () => {
  assert.equal(scaledRate(1e-6, 2), 2e-6);
  assert.equal(scaledRate(1e-6, 0.5), 5e-7);
  assert.equal(scaledRate(Number.MAX_VALUE, 2), Number.MAX_VALUE);
  assert.equal(scaledRate(5e-324, 0.5), 5e-324);
});
