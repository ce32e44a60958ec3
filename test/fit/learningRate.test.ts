import { test } from 'node:test';
import { meanLossLearningRate } from '../../src/fit/learningRate.js';
import { assertClose } from './close.js';

test('1e-6 on the sum over 2000 points is 2e-3 on the mean', () => {
  assertClose(meanLossLearningRate(1e-6, 2000), 2e-3, 1e-15, 'rate');
});
