import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import { forecastFrom } from '../../../src/dashboard/plot/forecasts.js';
import { createOptimizerForecast } from '../../../src/fit/optimizerForecast.js';
import { OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { SIMULATED_ITERATIONS } from '../../../src/fit/simulatedForecast.js';
import { assertClose } from '../../fit/close.js';
import { Simulation, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

/** The forecast of the run in focus at its present state. */
function forecast({ state }: Simulation) {
  const { settings, present } = focusedRun(state);
  return { present: present!, ...forecastFrom(state.analysis!, settings, present!) };
}

test('a simulation is reused while the run follows it, and made anew when it does not', () => {
  const settings = {
    ...tutorialSettings,
    optimizer: OPTIMIZERS.adam,
    learningRate: 1e-2,
    iterations: 1e6,
  };
  const simulation = new Simulation(size, { settings, pace: 10_000 });
  const first = forecast(simulation);
  simulation.pass(300);
  const later = forecast(simulation);
  const ahead = later.present.iteration - first.present.iteration;
  assert.ok(ahead > 1000);
  assert.equal(later.simulated, SIMULATED_ITERATIONS - ahead);
  assert.equal(later.iterationWithin(0.01), first.iterationWithin(0.01)! - ahead);
  const fresh = createOptimizerForecast(simulation.state.analysis!, later.present);
  for (const iterations of [0, 1, 10, 500]) {
    assertClose(later.lossAt(iterations), fresh.lossAt(iterations), 1e-6, `in ${iterations}`);
  }
  simulation.press(']');
  assert.equal(forecast(simulation).simulated, SIMULATED_ITERATIONS);
  simulation.press('<');
  assert.equal(forecast(simulation).simulated, SIMULATED_ITERATIONS);
  simulation.pass(1500);
  assert.ok(forecast(simulation).simulated! >= SIMULATED_ITERATIONS / 2);
});

test('a closed form is made anew at every state', () => {
  const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.momentum };
  const simulation = new Simulation(size, { settings });
  const { state } = simulation;
  simulation.pass(100);
  const { present, lossAt, simulated } = forecast(simulation);
  assert.equal(simulated, null);
  assertClose(lossAt(0), present.loss, 1e-12, 'now');
  assert.equal(lossAt(0), createOptimizerForecast(state.analysis!, present).lossAt(0));
});
