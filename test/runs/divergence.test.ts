import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asSentence,
  divergenceText,
  endedRun,
  limitText,
  rateProblem,
} from '../../src/runs/divergence.js';

const LIMIT = 3.557947e-6;
const end = (diverged: boolean, learningRate: number, startLoss: number, loss: number) =>
  divergenceText(
    { diverged, present: { iteration: 2000, loss, learningRate }, startLoss },
    { stabilityLimit: LIMIT, samples: 2000 },
  );

test('a run that converges needs no words', () => {
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

test('a limit that is a round number is not called what it is not', () => {
  assert.equal(
    rateProblem(0.5, 0.5),
    'learning rate 0.5 is at the limit, just above 0.4999; try 0.24',
  );
  assert.equal(limitText(1.0463e-11), '1.046e-11');
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

test('a sentence has its capital and its full stop', () => {
  assert.equal(asSentence('so it is'), 'So it is.');
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
