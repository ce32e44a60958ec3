/** What is going to happen to runs if nothing is changed. */

import type { Analysis } from '../../fit/analysis.js';
import type { Snapshot } from '../../fit/descent.js';
import { isSameMethod } from '../../fit/method.js';
import { createOptimizerForecast, type OptimizerForecast } from '../../fit/optimizerForecast.js';
import type { RunSettings } from '../../options/start.js';
import { laterRates } from '../model/rateChanges.js';

/** A forecast, and what it was made for. */
interface Known {
  readonly analysis: Analysis;
  readonly settings: RunSettings;
  readonly from: Snapshot;
  readonly forecast: OptimizerForecast;
}

/** The newest forecasts, newest first. */
let known: readonly Known[] = [];

/** As many as there are runs, each with the forecast of a look back. */
const MOST = 12;

/** The losses of a simulation and of the run itself differ by rounding at most. */
const ROUNDING = 1e-6;

/**
 * What is going to happen from a state on. Reuses the forecast of an earlier state for as long as the run
 * follows it, because a simulation takes milliseconds.
 */
export function forecastFrom(
  analysis: Analysis,
  settings: RunSettings,
  present: Snapshot,
): OptimizerForecast {
  for (const each of known) {
    if (each.analysis === analysis && each.settings === settings && stillHolds(each, present)) {
      return later(each.forecast, present.iteration - each.from.iteration);
    }
  }
  const rates = laterRates(settings, present.iteration);
  const forecast = createOptimizerForecast(analysis, present, rates);
  known = [{ analysis, settings, from: present, forecast }, ...known.slice(0, MOST - 1)];
  return forecast;
}

function stillHolds({ from, forecast }: Known, present: Snapshot): boolean {
  const { simulated } = forecast;
  const ahead = present.iteration - from.iteration;
  // A closed form is cheap, and more exact from the present on.
  if (simulated === null || ahead < 0 || ahead > simulated / 2) {
    return from === present;
  }
  const foreseen = forecast.lossAt(ahead);
  return (
    isSameMethod(from, present) && Math.abs(foreseen - present.loss) <= ROUNDING * present.loss
  );
}

/** A forecast as seen this many iterations later. */
function later(forecast: OptimizerForecast, ahead: number): OptimizerForecast {
  if (ahead === 0) {
    return forecast;
  }
  const left = (iterations: number | null) => iterations && Math.max(0, iterations - ahead);
  return {
    lossAt: (iterations) => forecast.lossAt(ahead + iterations),
    excessAt: (iterations) => forecast.excessAt(ahead + iterations),
    iterationWithin: (share) => left(forecast.iterationWithin(share)),
    iterationBelow: (loss) => left(forecast.iterationBelow(loss)),
    simulated: forecast.simulated && forecast.simulated - ahead,
  };
}
