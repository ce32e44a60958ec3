import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { momentumRoots } from '../../src/fit/momentum.js';
import { momentumCourse } from '../../src/fit/momentumCourse.js';
import type { Momentum } from '../../src/fit/optimizers.js';
import { assertClose } from './close.js';

const ITERATIONS = 60;

/** Both kinds, below the limit and above it, and at the steps where two roots meet or are 0. */
const directions = fc
  .record({
    name: fc.constantFrom<Momentum['name'][]>('momentum', 'nesterov'),
    beta: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.999, noNaN: true })),
    share: fc.double({ min: 1e-6, max: 1.05, noNaN: true }),
    meeting: fc.constantFrom('not', 'slow', 'fast', 'zero'),
  })
  .map(({ name, beta, share, meeting }) => {
    const isNesterov = name === 'nesterov';
    const root = Math.sqrt(beta);
    const steps = {
      not: (share * 2 * (1 + beta)) / (isNesterov ? 1 + 2 * beta : 1),
      slow: isNesterov ? ((1 - beta) / (1 + beta)) ** 2 : (1 - root) ** 2,
      fast: isNesterov ? 1 : (1 + root) ** 2,
      zero: 1,
    };
    return { momentum: { name, beta }, step: steps[meeting as keyof typeof steps] };
  })
  .filter(({ step }) => step > 0);

/** None so small that it has fewer digits than others. */
const numbers = fc
  .double({ min: -1, max: 1, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-100 ? 0 : value));

/** The numbers one after the other: u₀ − change is u₁, and so on. */
function follow({ name, beta }: Momentum, step: number, first: number, change: number): number[] {
  const [sum, product] =
    name === 'nesterov' ? [(1 + beta) * (1 - step), beta * (1 - step)] : [1 + beta - step, beta];
  const course = [first, first - change];
  while (course.length <= ITERATIONS) {
    course.push(sum * course.at(-1)! - product * course.at(-2)!);
  }
  return course;
}

test('the closed form is the recurrence, and within its bounds', () => {
  fc.assert(
    fc.property(directions, numbers, numbers, ({ momentum, step }, first, change) => {
      const course = momentumCourse(momentumRoots(momentum, step), first, change);
      const expected = follow(momentum, step, first, change);
      const scale = Math.max(...expected.map(Math.abs), Math.abs(change));
      expected.forEach((value, t) => {
        assertClose(course.at(t), value, 1e-12, `t = ${t}`, scale);
        const most = Math.max(...expected.slice(t).map(Math.abs));
        assert.ok(course.bound(t, ITERATIONS) >= most - 1e-12 * scale, `bound from ${t}`);
        assert.ok(course.bound(t, ITERATIONS) <= course.bound(Math.max(0, t - 1), ITERATIONS));
      });
    }),
    { numRuns: 2000 },
  );
});

test('what is 0 stays 0, even where all else grows beyond numbers', () => {
  const course = momentumCourse(momentumRoots({ name: 'momentum', beta: 0.5 }, 10), 0, 0);
  assert.equal(Math.abs(course.at(1e9)), 0);
  assert.equal(course.bound(0, 1e9), 0);
});
