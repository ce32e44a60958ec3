/** When the loss of a run will be near the least possible, if the user changes nothing. */

import { iterationNear, nearGoal } from '../../fit/nearBest.js';
import { limitOf } from '../model/optimizers.js';
import { shownOf } from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import { forecastFrom } from '../plot/forecasts.js';
import { runPoints } from '../plot/lossCurves.js';
import { memoizeLast } from '../style/memoizeLast.js';

/** How near the best counts as having arrived, in words. */
export function nearBest({ analysis }: State): string {
  return analysis?.optimum.loss === 0
    ? 'down to 1/1000 of the start'
    : 'within 1 % of the best loss';
}

/** Whether a run's future is found by running ahead. */
export function isSimulated(state: State, run: Run): boolean {
  return limitOf(state, run) === Number.POSITIVE_INFINITY;
}

/**
 * The iteration since which a run that is near the best has been so, among those kept up to the moment
 * shown.
 */
export function arrivedAt(state: State, run: Run): number {
  const { analysis } = state;
  const { iteration: last } = shownOf(state, run)!;
  const { loss: least } = analysis!.optimum;
  const most = least + nearGoal(analysis!, run.initial);
  const points = runPoints(run).filter(({ iteration }) => iteration <= last);
  const before = points.findLastIndex(({ loss }) => loss > most);
  return points[before + 1]?.iteration ?? last;
}

/**
 * The iteration at which a run's loss comes within 1 % of the least possible or, if that is 0, down to
 * a thousandth of the initial loss; predicted from the moment shown.
 *
 * @returns `reached` if it already has at that moment, `not soon` if a simulation ends before, null if
 *   that is not known yet.
 */
export const arrival = memoizeLast(findArrival);

function findArrival(state: State, run: Run): number | 'reached' | 'never' | 'not soon' | null {
  const { analysis } = state;
  const present = shownOf(state, run);
  if (!analysis || !present) {
    return null;
  }
  if (!Number.isFinite(present.loss)) {
    return 'never';
  }
  const forecast = forecastFrom(analysis, run.settings, present);
  const ahead = iterationNear(forecast, analysis, run.initial);
  if (ahead === null) {
    return forecast.simulated === null ? 'never' : 'not soon';
  }
  return ahead === 0 ? 'reached' : present.iteration + ahead;
}
