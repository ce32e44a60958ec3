import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent, type Snapshot } from '../../src/fit/descent.js';
import type { Objective } from '../../src/fit/objective.js';
import { SMALL_TRACE_CAPACITY, TRACE_CAPACITY, Trace } from '../../src/training/trace.js';

const objective = createObjective('moments', 20, [-Math.PI, Math.PI], 3);

/** What a trace hands out of the iterations to come, and all of them. */
function traced(descent: Descent, steps: number, trace = new Trace()) {
  const all: Snapshot[] = [];
  for (let i = 0; i < steps && descent.step(); i++) {
    all.push(descent.snapshot());
    trace.see(descent);
  }
  return { kept: trace.take(descent.iteration), all };
}

/** A descent with given losses, whatever its coefficients. */
function descentWith(losses: readonly number[]): Descent {
  let next = 0;
  const told: Objective = {
    ...objective,
    evaluate(coefficients, gradient) {
      objective.evaluate(coefficients, gradient);
      const loss = losses[Math.min(next, losses.length - 1)]!;
      next += 1;
      return loss;
    },
  };
  return new Descent(told, [0, 0, 0, 0], 1e-9);
}

describe('a trace', () => {
  test('has every iteration as long as there are few', () => {
    const { kept, all } = traced(new Descent(objective, [1, 1, 1, 1], 1e-5), TRACE_CAPACITY);
    assert.deepEqual(kept, all);
  });

  test('has true states only, in order, and never more than it may', () => {
    const trace = new Trace();
    const descent = new Descent(objective, [1, 1, 1, 1], 1e-5);
    for (const steps of [100_000, 10, 3000, 1, 700]) {
      const { kept, all } = traced(descent, steps, trace);
      assert.ok(kept.length <= TRACE_CAPACITY);
      assert.ok(kept.every((state, i) => i === 0 || state.iteration > kept[i - 1]!.iteration));
      const byIteration = new Map(all.map((state) => [state.iteration, state]));
      for (const state of kept) {
        assert.deepEqual(state, byIteration.get(state.iteration));
      }
    }
  });

  test('is smaller where memory is short', () => {
    const trace = new Trace(SMALL_TRACE_CAPACITY);
    const { kept } = traced(new Descent(objective, [1, 1, 1, 1], 1e-5), TRACE_CAPACITY, trace);
    assert.ok(kept.length <= SMALL_TRACE_CAPACITY && kept.length > SMALL_TRACE_CAPACITY / 4);
  });

  test('has every iteration again once they come slowly', () => {
    const trace = new Trace();
    const descent = new Descent(objective, [1, 1, 1, 1], 1e-5);
    traced(descent, 100_000, trace);
    for (let i = 0; i < 20; i++) {
      traced(descent, 10, trace);
    }
    const { kept, all } = traced(descent, 10, trace);
    assert.deepEqual(kept, all);
  });

  test('has every 2nd, 4th, … iteration while they come fast, and halves that as they slow down', () => {
    const trace = new Trace(8);
    const descent = new Descent(objective, [1, 1, 1, 1], 1e-5);
    const iterations = (steps: number) =>
      traced(descent, steps, trace).kept.map(({ iteration }) => iteration);
    iterations(100);
    // Every 32nd. Fewer than a quarter of what it can hold were taken, so every 16th follows.
    assert.deepEqual(iterations(20), []);
    assert.deepEqual(iterations(20), [128]);
    assert.deepEqual(iterations(10), [144]);
    assert.deepEqual(iterations(10), [152, 156, 160]);
    // Three of eight are enough.
    assert.deepEqual(iterations(10), [164, 168]);
  });

  test('has each iteration at which the loss turns, however fast they come', () => {
    const trace = new Trace(4);
    const falling = Array.from({ length: 20 }, (_, i) => 100 - i);
    const descent = descentWith([...falling, 200, 50, 40, 30, 60, 70, 80, 90]);
    traced(descent, 16, trace);
    const { kept } = traced(descent, 11, trace);
    assert.deepEqual(
      kept.map(({ iteration, loss }) => [iteration, loss]),
      [
        [19, 81],
        [20, 200],
        [23, 30],
      ],
    );
  });

  test('is empty until a state was seen that it keeps, and when all were taken', () => {
    const trace = new Trace();
    assert.equal(trace.isEmpty, true);
    const descent = new Descent(objective, [1, 1, 1, 1], 1e-5);
    descent.step();
    trace.see(descent);
    assert.equal(trace.isEmpty, false);
    trace.take(1);
    assert.equal(trace.isEmpty, true);
  });

  test('keeps the least and the greatest loss, wherever they are', () => {
    const losses = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), {
      minLength: 2,
      maxLength: 5000,
      size: 'max',
    });
    fc.assert(
      fc.property(losses, (told) => {
        const { kept, all } = traced(descentWith(told), told.length - 1);
        assert.ok(kept.every((state, i) => i === 0 || state.iteration > kept[i - 1]!.iteration));
        // The newest iteration may be one that is passed over; the next progress has it as its present.
        const lossesOf = (states: readonly Snapshot[]) => states.map(({ loss }) => loss);
        const inner = lossesOf(all).slice(0, -1);
        if (inner.length > 0) {
          assert.ok(Math.max(...lossesOf(kept)) >= Math.max(...inner));
          assert.ok(Math.min(...lossesOf(kept)) <= Math.min(...inner));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('hands out the states up to an iteration, the rest next time', () => {
    const trace = new Trace();
    const descent = new Descent(objective, [1, 1, 1, 1], 1e-5);
    for (let i = 0; i < 10; i++) {
      descent.step();
      trace.see(descent);
    }
    const iterations = (last: number) => trace.take(last).map(({ iteration }) => iteration);
    assert.deepEqual(iterations(4), [1, 2, 3, 4]);
    assert.deepEqual(iterations(4), []);
    assert.deepEqual(iterations(99), [5, 6, 7, 8, 9, 10]);
  });
});
