// How many iterations do learning rates take to come within 1 % of the least possible loss? What
// the closed form says, and what training does.
import { analyse, createForecast, standardNormals, train } from 'sinfit-tui';

const problem = analyse();
const initial = standardNormals(42, 4);
console.log(`least loss ${problem.optimum.loss.toFixed(3)}`);

for (const share of [0.25, 0.5, 0.9, 1.1]) {
  const learningRate = share * problem.stabilityLimit;
  const expected = createForecast(problem, initial, learningRate).iterationWithin(0.01);
  let reached = 'never';
  for await (const record of train({ initial, learningRate, every: 1, iterations: 5000 })) {
    if (record.loss <= 1.01 * problem.optimum.loss) {
      reached = record.iteration;
      break;
    }
  }
  console.log(`${share} of the limit: ${expected ?? 'never'} foreseen, ${reached} trained`);
}
