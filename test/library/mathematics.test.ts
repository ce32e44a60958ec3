import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { library } from '../packed.js';
import { NO_ARRAYS, NO_NUMBERS } from './wrong.js';

const {
  analyse,
  coefficientNames,
  createForecast,
  evaluatePolynomial,
  formatPolynomial,
  leastSquares,
  rootMeanSquare,
  sineDataset,
  standardNormals,
} = await library();

const problem = analyse({ degree: 1, samples: 10 });

type Call = (value: never) => unknown;

/** Each function with every argument that is a number, and with every one that is an array. */
const numbers: Readonly<Record<string, Call>> = {
  'degree to analyse': (degree) => analyse({ degree }),
  'samples to leastSquares': (samples) => leastSquares({ samples }),
  'degree to coefficientNames': coefficientNames,
  'samples to sineDataset': (samples) => sineDataset(samples, [0, 1]),
  'learning rate to createForecast': (rate) => createForecast(problem, [0, 0], rate),
  'iterations to lossAt': (iterations) => createForecast(problem, [0, 0], 1e-3).lossAt(iterations),
  'iterations to excessAt': (iterations) =>
    createForecast(problem, [0, 0], 1e-3).excessAt(iterations),
  'share to iterationWithin': (share) =>
    createForecast(problem, [0, 0], 1e-3).iterationWithin(share),
  'x to evaluatePolynomial': (x) => evaluatePolynomial([1, 2], x),
  'loss to rootMeanSquare': (loss) => rootMeanSquare(loss, 10),
  'samples to rootMeanSquare': (samples) => rootMeanSquare(1, samples),
  'seed to standardNormals': (seed) => standardNormals(seed, 1),
  'count to standardNormals': (count) => standardNormals(0, count),
};
const arrays: Readonly<Record<string, Call>> = {
  'interval to analyse': (interval) => analyse({ interval }),
  'interval to sineDataset': (interval) => sineDataset(10, interval),
  'coefficients to createForecast': (coefficients) => createForecast(problem, coefficients, 1e-3),
  'coefficients to evaluatePolynomial': (coefficients) => evaluatePolynomial(coefficients, 1),
  'coefficients to formatPolynomial': formatPolynomial,
};

describe('anything but a number is refused:', () => {
  for (const [name, call] of Object.entries(numbers)) {
    test(name, () => {
      for (const value of NO_NUMBERS) {
        assert.throws(() => call(value as never), RangeError);
      }
    });
  }
});

describe('anything but an array of numbers is refused:', () => {
  for (const [name, call] of Object.entries(arrays)) {
    test(name, () => {
      for (const value of NO_ARRAYS) {
        assert.throws(() => call(value as never), RangeError);
      }
    });
  }
});

test('typed arrays are arrays of numbers', () => {
  const coefficients = Float64Array.of(1, -2, 0.5);
  assert.equal(evaluatePolynomial(coefficients, 2), -1);
  assert.equal(formatPolynomial(coefficients), 'y = 1.0 + -2.0 x + 0.5 x^2');
});

test('work without end is refused', () => {
  assert.throws(() => analyse({ samples: 1e15 }), /^RangeError: samples must be a whole number/);
  assert.throws(() => sineDataset(1e15, [0, 1]), /^RangeError: samples must be a whole number/);
});
