import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '../../../src/dashboard/model/state.js';
import { lossAxis } from '../../../src/dashboard/plot/lossAxis.js';
import type { LossCurve } from '../../../src/dashboard/plot/lossCurves.js';
import { lanePen } from '../../../src/dashboard/plot/pens.js';
import { Simulation } from '../states.js';

function curve(losses: readonly number[], run = 1): LossCurve {
  const points = losses.map((loss, iteration) => ({ iteration, loss }));
  return { run, pen: lanePen(0), points, blewUpAt: null, name: null, facts: [] };
}

const { state } = new Simulation({ columns: 80, rows: 24 });

test('a curve that is the start of another one does not take on its range', () => {
  const blownUp = curve([100, 5, 10_000]);
  const shared = { ...blownUp, run: 2, points: blownUp.points.slice(0, 2) };
  const [one, other] = [shared, curve([100, 5], 3)].map((calm) =>
    lossAxis(state, { live: [calm], earlier: [blownUp], forecast: null }, 0, 12),
  );
  assert.deepEqual([one!.start, one!.end], [other!.start, other!.end]);
  assert.equal(one!.end, 100);
});

test('a linear axis stays the same while the losses stay between the same ones', () => {
  const linear: State = { ...state, lossScale: 'linear' };
  const [one, other] = [
    [100, 50],
    [100, 50, 20],
  ].map((losses) =>
    lossAxis(linear, { live: [curve(losses)], earlier: [], forecast: null }, 0, 12),
  );
  assert.equal(one, other);
});
