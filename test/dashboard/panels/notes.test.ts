import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun, shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import { notes } from '../../../src/dashboard/panels/notes.js';
import { PUBLISHED } from '../../fit/tutorial.js';
import { raisedForAWhile, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

function press(simulation: Simulation, ...keys: string[]): void {
  for (const key of keys) {
    simulation.press(key);
  }
}

test('a run that just trains needs no words', () => {
  assert.deepEqual(notes(scenes.running!(size)), []);
});

test('at and above the stability limit, 3.557e-6, it warns before the run blows up', () => {
  const below = new Simulation(size, { settings: { ...tutorialSettings, learningRate: 3.5e-6 } });
  assert.deepEqual(notes(below.state), []);
  press(below, ']');
  assert.match(notes(below.state).join(), /Rate 3\.6e-6 is above the limit and will diverge/);
  press(below, '[');
  assert.deepEqual(notes(below.state), []);
});

test('at the limit itself the run swings to and fro for ever, which is no divergence', () => {
  // Over two points the loss of a constant a is 2 a² and a little, so that a step leads to -a.
  const settings = { ...tutorialSettings, degree: 0, samples: 2, initial: [1], learningRate: 0.5 };
  const simulation = new Simulation(size, { settings });
  simulation.pass(5000);
  const { status, present } = focusedRun(simulation.state);
  assert.equal(status, 'finished');
  assert.ok(Math.abs(Math.abs(present!.coefficients[0]!) - 1) < 1e-9);
  const said = notes(simulation.state).join();
  assert.match(
    said,
    /Rate 0\.5 is at the limit and will never settle: \[ lowers it, 0\.24 works\./,
  );
  press(simulation, ']');
  assert.match(notes(simulation.state).join(), /Rate 0\.51 is above the limit and will diverge/);
});

test('a diverged run says at which iteration, why, and what to press', () => {
  const state = scenes.diverged!(size);
  const iteration = focusedRun(state).present!.iteration;
  const [note] = notes(state);
  assert.match(
    note!,
    new RegExp(`Diverged at iteration ${iteration}: the rate is 141 % of the limit 3.557e-6`),
  );
  assert.match(note!, /\[/);
});

test('a diverged run goes by the rate that made it diverge, whatever is turned afterwards', () => {
  const simulation = new Simulation(size, {
    settings: { ...tutorialSettings, learningRate: 5e-6 },
  });
  simulation.pass(5000);
  const said = notes(simulation.state);
  press(simulation, ...Array.from({ length: 20 }, () => '['));
  assert.deepEqual(notes(simulation.state), said);
  assert.deepEqual(focusedRun(simulation.state).rateChanges, []);
  press(simulation, 'home', '[');
  assert.equal(shownSnapshot(simulation.state)!.learningRate, 4.9e-6);
});

test('looking back reads out the exact iteration and loss', () => {
  const simulation = new Simulation(size);
  simulation.pass(3000);
  press(simulation, 'home', 'right', 'right');
  const { t, loss } = PUBLISHED.records[1]!;
  assert.equal(t, 199);
  const [, at, shown] = /At iteration (\d+) the loss was ([\d.]+)\./.exec(
    notes(simulation.state)[0]!,
  )!;
  assert.equal(Number(at), t);
  assert.ok(Math.abs(Number(shown) / loss - 1) < 1e-12);
});

test('what the history has thinned out is said', () => {
  const settings = {
    ...tutorialSettings,
    samples: 2,
    every: 1,
    iterations: 6000,
    learningRate: 1e-4,
  };
  const simulation = new Simulation(size, { settings, pace: Number.POSITIVE_INFINITY });
  simulation.pass(60_000);
  const said = () => notes(simulation.state).join();
  press(simulation, 'left');
  const { snapshots } = focusedRun(simulation.state).history;
  const count = snapshots.at(-1)!.iteration + 1;
  assert.ok(count > snapshots.length);
  assert.ok(said().includes(`${count - snapshots.length} older records were thinned out`));
  // A branch goes on from what is left of the same records.
  press(simulation, 'pageup', 'enter', 'left');
  assert.ok(said().includes(' older records were thinned out'));
});

test('runs are compared at the newest iteration that both have recorded', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6] });
  simulation.pass(1000);
  const losses = simulation.state.live.map(({ history }) => history.snapshots.at(-1)!.loss);
  assert.ok(losses[1]! < losses[0]!);
  const [slow, fast] = losses.map((loss) => loss.toPrecision(4));
  assert.ok(notes(simulation.state).includes(`Lower at 499: B, ${fast} < ${slow}`));
  press(simulation, 'tab');
  assert.ok(notes(simulation.state).includes(`Lower at 499: this, ${fast} < ${slow}`));
});

test('of several runs it says which is shown, by the learning rate that it has now', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 2e-6] });
  press(simulation, 'tab');
  assert.ok(notes(simulation.state).includes('Showing B, 2e-6; Tab: the next.'));
  press(simulation, ']');
  assert.ok(notes(simulation.state).includes('Showing B, 2.1e-6; Tab: the next.'));
});

test('runs that overflowed are compared where their losses still were numbers', () => {
  const settings = { ...tutorialSettings, learningRate: 1e-5 };
  const simulation = new Simulation(size, { settings });
  simulation.pass(5000);
  press(simulation, 'r');
  simulation.pass(5000);
  const { status, history } = focusedRun(simulation.state);
  const { iteration, loss } = history.snapshots.at(-1)!;
  assert.equal(status, 'diverged');
  assert.equal(
    notes(simulation.state).at(-1),
    `At ${iteration} as low as run 1: ${loss.toPrecision(4)}`,
  );
});

test('earlier runs are compared while they are shown', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  press(simulation, 'r');
  simulation.pass(500);
  assert.match(notes(simulation.state).join(), /^At 199 as low as run 1: 2101$/);
  press(simulation, 'g');
  assert.deepEqual(notes(simulation.state), []);
});

test('a run that finished above the limit says which rate works', () => {
  const [finished, warning] = notes(scenes['not-converged']!(size));
  assert.match(finished!, /^Finished: /);
  assert.equal(
    warning,
    '! Rate 3.6e-6 is above the limit and will diverge: [ lowers it, 1.7e-6 works.',
  );
});

test('a run that has ended above its start says so; while it trains it may still come down', () => {
  const simulation = raisedForAWhile(size);
  assert.match(notes(simulation.state).join(), /! The loss ended above its start, \d/);
  press(simulation, 'space');
  assert.doesNotMatch(notes(simulation.state).join(), /above/);
});

test('runs beside the one that is shown are named when they do not converge', () => {
  const learningRates = [1e-6, 3.6e-6, 1e-3];
  const simulation = new Simulation(size, { learningRates });
  simulation.pass(1000);
  assert.match(notes(simulation.state).join(), /! Not converging: B, C\./);
  press(simulation, 'tab');
  assert.match(notes(simulation.state).join(), /! Not converging: C\./);
});

test('losses that differ in no digit that is shown are as low as each other', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 1.0000000001e-6] });
  simulation.pass(5000);
  assert.match(notes(simulation.state).join(), /At \d+ as low as B: /);
});

test('a run that blows up at its start goes by its coefficients, whatever its rate', () => {
  for (const learningRate of [1e-6, 1]) {
    const settings = { ...tutorialSettings, initial: [0, 0, 0, 1e308], learningRate };
    const [note] = notes(new Simulation(size, { settings }).state);
    assert.equal(
      note,
      'Diverged at iteration 0: the initial coefficients are too large. n starts elsewhere.',
    );
  }
});
