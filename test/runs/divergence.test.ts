import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPTIMIZERS, type Optimizer } from '../../src/fit/optimizers.js';
import { divergenceText, endedRun, limitText, rateProblem } from '../../src/runs/divergence.js';

const LIMIT = 3.557947e-6;
const end = (diverged: boolean, learningRate: number, startLoss: number, loss: number) =>
  divergenceText(
    { diverged, present: { iteration: 2000, loss, learningRate }, startLoss },
    { stabilityLimit: LIMIT, samples: 2000 },
  );

test('a run that converges has nothing to explain', () => {
  assert.equal(end(false, 3.5e-6, 1000, 10), null);
  assert.equal(end(false, 3.5e-6, 10, 10 + 1e-13), null);
});

test('it names the rate, the limit rounded down, and a rate that works', () => {
  const cure = 'is above the limit 3.557e-6; try 1.7e-6';
  assert.equal(rateProblem(LIMIT, 3.6e-6), `learning rate 3.6e-6 ${cure}`);
  assert.equal(
    end(false, 3.6e-6, 621899, 2.31649e46),
    'cannot converge: loss 621900 at the start, 2.316e+46 after 2000 iterations; ' +
      `learning rate 3.6e-6 ${cure}`,
  );
  assert.equal(
    end(true, 3.6e-6, 1000, Number.POSITIVE_INFINITY),
    `diverged at iteration 2000: learning rate 3.6e-6 ${cure}`,
  );
});

test('a limit that is a round number is rounded down too', () => {
  assert.equal(
    rateProblem(0.5, 0.5),
    'learning rate 0.5 is at the limit, just above 0.4999; try 0.24',
  );
  assert.equal(limitText(1.0463e-11), '1.046e-11');
});

test('an optimizer has a limit of its own, or none', () => {
  const ended = (diverged: boolean, optimizer: Optimizer, learningRate: number, loss: number) =>
    divergenceText(
      { diverged, present: { iteration: 2000, loss, learningRate, optimizer }, startLoss: 1000 },
      { stabilityLimit: LIMIT, samples: 2000 },
    );
  const { momentum, nesterov, rmsprop, adam } = OPTIMIZERS;
  assert.equal(ended(false, momentum, 6.7e-6, 10), null);
  assert.match(
    ended(false, momentum, 6.8e-6, 10)!,
    /learning rate 6\.8e-6 is above the limit 6\.76e-6 of momentum 0\.9; try 3\.3e-6$/,
  );
  assert.match(
    ended(true, nesterov, 3e-6, Infinity)!,
    /above the limit 2\.414e-6 of Nesterov 0\.9/,
  );
  assert.equal(ended(false, adam, 1, 10), null);
  assert.equal(
    ended(false, rmsprop, 1, 5000),
    'the loss rose from 1000 to 5000 in 2000 iterations; steps of RMSprop are about as long as the ' +
      'learning rate, 1: try a smaller one',
  );
  assert.equal(
    ended(true, adam, 1, Infinity),
    'diverged at iteration 2000: Adam overflowed at learning rate 1: try a smaller one, or an ' +
      '--init nearer to 0',
  );
});

test('after a rate that was too large for a while more iterations help', () => {
  assert.equal(
    end(false, 1e-6, 1000, 5000),
    'the loss rose from 1000 to 5000 in 2000 iterations; the learning rate, 1e-6, is now below the ' +
      'limit, 3.557e-6: try more iterations',
  );
});

test('no rate is to blame for a start beyond all bounds', () => {
  for (const rate of [1e-6, 1]) {
    assert.match(
      end(true, rate, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)!,
      /^diverged at iteration 2000: the initial coefficients are too large; .*--init/,
    );
  }
});

test('a change of the schedule that no update has been made with does not count', () => {
  const schedule = [
    { iteration: 500, learningRate: 2e-6 },
    { iteration: 2000, learningRate: 5e-6 },
  ];
  const rateAt = (iteration: number, learningRate: number) => {
    const state = { iteration, loss: 1, coefficients: [], gradient: [], learningRate };
    const ended = { type: 'ended', run: 0, status: 'finished', state } as const;
    return endedRun(ended, 1e-6, schedule, 1).present.learningRate;
  };
  assert.equal(rateAt(2000, 5e-6), 2e-6);
  assert.equal(rateAt(2001, 5e-6), 5e-6);
  assert.equal(rateAt(500, 2e-6), 1e-6);
  assert.equal(rateAt(700, 3e-6), 3e-6, 'turned by hand');
});
