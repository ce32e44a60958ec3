import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import type { State } from '../../../src/dashboard/model/state.js';
import { occasions } from '../../../src/dashboard/panels/occasions.js';
import {
  adaptivePhases,
  momentumPhases,
} from '../../../src/dashboard/panels/optimizerSituations.js';
import { phases } from '../../../src/dashboard/panels/situations.js';
import { situationsOf, why, whyPanel } from '../../../src/dashboard/panels/why.js';
import { madeOf } from '../../../src/dashboard/style/madeOf.js';
import { directions } from '../../../src/fit/directions.js';
import { type Momentum, OPTIMIZERS } from '../../../src/fit/optimizers.js';
import type { RunSettings } from '../../../src/options/start.js';
import { raisedForAWhile, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

/** The dashboard once a run has been trained for so many milliseconds, at 500 iterations a second. */
function trained(settings: Partial<RunSettings>, milliseconds: number, pace = 500): Simulation {
  const simulation = new Simulation(size, { settings: { ...tutorialSettings, ...settings }, pace });
  simulation.pass(milliseconds);
  return simulation;
}

function pressing(simulation: Simulation, ...keys: string[]): Simulation {
  for (const key of keys) {
    simulation.press(key);
  }
  return simulation;
}

/** Two points, at which a constant has the loss 2 a² and a little. */
const swinging = { degree: 0, samples: 2, initial: [1], learningRate: 0.5 };

const MOMENTUM = OPTIMIZERS.momentum as Momentum;

/** A run that reaches each situation, and what is said of it. */
const cases: Readonly<Record<string, readonly [() => Simulation, RegExp]>> = {
  'above the limit': [
    () => trained({ learningRate: 3.6e-6 }, 200),
    /^Too fast: 101 % of the largest rate that works\. Key w sets 1\.7e-6, which works\. Along d \+ 0\.14b each step overshoots to 1\.02 times as far on the other side of the best\./,
  ],
  'at the limit': [() => trained(swinging, 100), /^Exactly at the limit: .* just as far/],
  'near the best': [
    () => trained({ iterations: 9000 }, 9000),
    /^Within 1 % of the best possible, 8\.817: no cubic comes closer to a sine\./,
  ],
  'just below the limit': [
    () => trained({ initial: [-1, 0.5, 0.1, 0.8], learningRate: 3.55e-6 }, 400),
    /^Nearly too fast: 99\.8 % of the largest rate that works\. Along d \+ 0\.14b each step lands [\d.]+ times as far on the other side of the best\. Key \[ makes it settle sooner\. It settles: every \d+ steps halve what is left\.$/,
  ],
  'on the cliff': [
    () => trained({}, 4),
    /^The cliff: each step removes [\d.]+ % of the loss above the best, mostly along c \+ 0\.17a\./,
  ],
  'on the slope': [
    () => trained({}, 1000),
    /^The slope: most of the loss to lose lies along a - 0\.17c: nearly flat, small steps\. \d+ % of the way is left there; 401 steps halve it\. Key \] goes faster\. The steep directions are done\. The run ends at iteration 2000, \d+ before it is within 1 % of the best loss\./,
  ],
  'on its way': [
    () => trained({ degree: 0, initial: [1], learningRate: 1e-6 }, 100),
    /^On its way: every 173 steps halve what is left\.$/,
  ],
  'looking back': [
    () => pressing(trained({}, 1000), 'home', 'pagedown'),
    /^Looking back at iteration 99; the run waits at \d+, loss [\d.]+\. The slope: .* Enter branches off from here; Space trains on from \d+\./,
  ],
  diverged: [
    () => trained({ learningRate: 5e-6 }, 5000),
    /^Diverged at iteration \d+: at 141 % of the largest rate that works, each step overshot further\. Key w starts again at 1\.7e-6/,
  ],
  'finished above its start': [
    () => raisedForAWhile(size),
    /^Finished above its start, \d+\S*: the rate was too high for a while\. Space trains on\.$/,
  ],
  'finished near the best': [
    () => trained({ iterations: 4000 }, 10_000),
    /^Within 1 % of the best possible, 8\.817: .* Space trains on\.$/,
  ],
  'finished too early': [
    () => trained({}, 5000),
    /^Done: [\d.]+ above the best possible\. Nothing is wrong: no cubic gets below 8\.817, and \d+ more iterations get within 1 % of it\./,
  ],
  'a branch': [
    () => {
      const simulation = pressing(trained({}, 2500), 'home', 'pagedown', 'pagedown', 'enter', '}');
      simulation.pass(500);
      return simulation;
    },
    /^A branch, with rate 2e-6 in place of 1e-6, from iteration 199 on\. Ahead of run 1 at iteration \d+: loss [\d.]+ against [\d.]+\. The slope/,
  ],
  'several rates': [
    () => {
      const simulation = new Simulation(size, { learningRates: [1e-7, 1e-6, 3.5e-6] });
      simulation.pass(3000);
      return simulation;
    },
    /^C has the lowest loss, 8\.817: below 3\.557e-6, larger rates are faster\. A, the slope: /,
  ],
  'momentum above its limit': [
    () => trained({ learningRate: 7e-6, optimizer: MOMENTUM }, 100),
    /^Too fast even with momentum 0\.9: 104 % of the largest rate that works\. Key w sets 3\.3e-6, which works\. Along d \+ 0\.14b each swing goes 1\.\d+ times as far as the last\.$/,
  ],
  'momentum at its limit': [
    () => trained({ ...swinging, learningRate: 0.75, optimizer: { ...MOMENTUM, beta: 0.5 } }, 100),
    /^Exactly at the limit of momentum 0\.5: it will never settle\./,
  ],
  'momentum near the best': [
    () => trained({ optimizer: MOMENTUM }, 1000),
    /^Within 1 % of the best possible, 8\.817: no cubic comes closer/,
  ],
  "beyond plain descent's limit": [
    () => trained({ learningRate: 6e-6, optimizer: MOMENTUM }, 40),
    /^Beyond plain descent's limit, 3\.557e-6, yet it converges: the limit of momentum 0\.9 is 6\.76e-6\. Along d \+ 0\.14b plain descent would leap farther/,
  ],
  overshooting: [
    () => trained({ initial: [-1, 0.5, 0.1, 0.8], every: 1, optimizer: MOMENTUM }, 10),
    /^Overshoot: momentum 0\.9 keeps going where the slope has turned, past the best along d \+ 0\.14b, and comes back\. So the loss rises now and then, and nothing is wrong\. A swing takes 8\.0 steps and leaves 65\.7 % of the one before\.$/,
  ],
  ringing: [
    () => trained({ learningRate: 2e-6, every: 1, optimizer: { ...MOMENTUM, beta: 0.98 } }, 1000),
    /^Ringing: along \S+ [-+] \S+ it swings past the best and back\. A swing takes \d+ steps and leaves [\d.]+ % of the one before\. Key < lowers beta, for less ringing\./,
  ],
  'gathering speed': [
    () => trained({ every: 1, optimizer: MOMENTUM }, 300),
    /^Gathering speed: along a - 0\.17c the slope keeps its direction, and the steps add up\. [\d.]+ % of the way is left there; 32 steps halve it, and plain descent would take 401\./,
  ],
  'adaptive near the best': [
    () => trained({ learningRate: 0.01, iterations: 5000, optimizer: OPTIMIZERS.adam }, 9000),
    /^Within 1 % of the best possible, 8\.817/,
  ],
  hovering: [
    () => trained({ learningRate: 0.01, optimizer: OPTIMIZERS.rmsprop }, 3900),
    /^Hovering: however near the best, each step of RMSprop is about as long as the learning rate\. So it stays [\d.]+ above the best\. Key \[ brings it nearer\.$/,
  ],
  'steps of one length': [
    () => trained({ learningRate: 0.001, optimizer: OPTIMIZERS.adam }, 1000),
    /^Each step moves each coefficient by about the learning rate, 1e-3, because Adam divides each slope by its size\. A simulation gets within 1 % of the best loss at iteration \d+\.$/,
  ],
  training: [() => trained({}, 1000), /^The slope/],
};

describe('every situation is reached by a real run', () => {
  for (const { name } of [...occasions, ...phases, ...momentumPhases, ...adaptivePhases]) {
    test(name, () => {
      const [run, text] = cases[name]!;
      const { state } = run();
      assert.ok(situationsOf(state).includes(name), situationsOf(state).join());
      assert.match(why(state).join(' '), text);
    });
  }
});

test('a run whose steps are too short to reach the best in the simulation does not hover', () => {
  for (const optimizer of [OPTIMIZERS.rmsprop, OPTIMIZERS.adam]) {
    const { state } = trained({ learningRate: 1e-6, optimizer }, 1000);
    assert.ok(!situationsOf(state).includes('hovering'));
    assert.match(why(state).join(' '), /A simulation does not get within 1 % .* soon\.$/);
  }
});

test('in a race, those within 1 % of the best are named first, in the order of their arrival', () => {
  const { sgd, momentum, nesterov, adam } = OPTIMIZERS;
  const runs = [sgd, nesterov, momentum, adam].map((optimizer) => ({
    ...tutorialSettings,
    optimizer,
  }));
  const simulation = new Simulation(size, { runs });
  simulation.pass(200);
  assert.match(
    why(simulation.state)[0]!,
    /^C has the lowest loss, [\d.]+: momentum 0\.9 at rate 1e-6\.$/,
  );
  simulation.pass(1000);
  assert.match(
    why(simulation.state)[0]!,
    /^Within 1 % of the best: C, momentum 0\.9, since 250; B, Nesterov 0\.9, since 255\.$/,
  );
});

test('the next step removes what the sentence says', () => {
  const simulation = pressing(trained({ every: 1 }, 0), 'space');
  const above = () => focusedRun(simulation.state).present!.loss - 8.817165410007;
  for (let step = 0; step < 3; step++) {
    const said = Number(/removes ([\d.]+) %/.exec(why(simulation.state)[0]!)![1]);
    const before = above();
    simulation.press('s');
    simulation.pass(100);
    assert.equal(focusedRun(simulation.state).present!.iteration, step + 1);
    assert.ok(Math.abs((1 - above() / before) * 100 - said) < 0.06, String(said));
  }
});

test('a finished run needs as many more steps as the sentence says', () => {
  const simulation = trained({}, 5000);
  const more = Number(/(\d+) more iterations get/.exec(why(simulation.state).join())![1]);
  const { iteration } = focusedRun(simulation.state).present!;
  for (const [steps, reached] of [
    [more - 1, false],
    [more, true],
  ] as const) {
    const { state } = trained({ iterations: iteration + steps }, 10_000);
    assert.equal(focusedRun(state).present!.iteration, iteration + steps);
    assert.equal(situationsOf(state).includes('near the best'), reached);
  }
});

test('the sentences on the way down are true for any degree, rate and start', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 0, max: 400 }),
      (degree, share, milliseconds) => {
        const initial = [1, -0.5, 0.25, 0.1, 0.01, -0.001].slice(0, degree + 1);
        const start = trained({ degree, initial, learningRate: 1e-9 }, 0);
        const learningRate = share * start.state.analysis!.stabilityLimit;
        const { state } = trained({ degree, initial, learningRate }, milliseconds);
        const text = why(state).join(' ');
        assert.doesNotMatch(text, /NaN|Infinity|undefined|overflow|Too fast|Diverged|limit: /);
      },
    ),
    { numRuns: 60 },
  );
});

test('the key that the sentence names makes the run converge', () => {
  for (const degree of [3, 9]) {
    const initial = [0, 1, 0, -0.1, 0, 0, 0, 0, 0, 0].slice(0, degree + 1);
    const diverged = trained({ degree, initial, learningRate: 5e-6 }, 5000);
    assert.match(why(diverged.state).join(), /w starts again/);
    pressing(diverged, 'w').pass(500);
    assert.equal(focusedRun(diverged.state).status, 'running');
    assert.doesNotMatch(why(diverged.state).join(), /Too fast|Diverged/);
    assert.equal(diverged.state.earlier.length, 1);
  }
  const fast = trained({ learningRate: 3.6e-6 }, 100);
  assert.match(why(fast.state).join(), /Key w sets/);
  assert.doesNotMatch(why(pressing(fast, 'w').state).join(), /Too fast/);
  assert.equal(fast.state.earlier.length, 0);
});

test('a run far above its start is not mended but started again', () => {
  const simulation = trained({ learningRate: 3.7e-6 }, 1500);
  assert.match(
    why(simulation.state).join(),
    /Too fast: .*Key w starts again at 1\.7e-6, which works\./,
  );
  pressing(simulation, 'w').pass(500);
  const { learningRate, present } = focusedRun(simulation.state);
  assert.equal(learningRate, 1.7e-6);
  assert.ok(present!.iteration <= 500 && present!.loss < 1e4, `${present!.loss}`);
});

test('the slope named is the direction with most of the loss above the best', () => {
  for (const milliseconds of [400, 1000, 2000, 3000]) {
    const { state } = trained({}, milliseconds);
    const text = why(state).join(' ');
    const { initial, present } = focusedRun(state);
    const { coefficients, learningRate } = present!;
    const all = directions(state.analysis!, initial, coefficients, learningRate);
    const [most] = all.toSorted((one, other) => other.excess - one.excess);
    const said = /most of the loss to lose lies along (.*?): .* (\d+) steps halve/.exec(text);
    assert.equal(said?.[1], madeOf(most!.components, 16), text);
    assert.equal(said?.[2], String(Math.round(most!.iterations)));
    assert.ok(most!.share! > 0.5);
  }
});

test('a sentence about another run or subject begins in bold', () => {
  const simulation = new Simulation(size, { learningRates: [1e-7, 1e-6, 3.5e-6] });
  simulation.pass(3000);
  const bold = whyPanel(simulation.state, { columns: 118, rows: 3 })
    .lines.flat()
    .filter(({ style }) => style.bold)
    .map(({ text }) => text);
  assert.deepEqual(bold, ['C has the lowest loss, 8.817:', 'A']);
});

test('for a recording, no sentence names a key that trains', () => {
  for (const [run] of Object.values(cases)) {
    const state: State = { ...run().state, replay: true };
    assert.doesNotMatch(why(state).join(' '), /Key|Enter|Space trains/);
  }
});

test('other live runs are named if they do not converge', () => {
  const simulation = new Simulation(size, { learningRates: [1e-6, 3.6e-6, 5e-6] });
  simulation.pass(2000);
  assert.ok(why(simulation.state).includes('Not converging: B, C.'));
});

test('before the problem is analysed it says what a step is', () => {
  assert.match(why(scenes.starting!(size)).join(), /^Each step .* rate times gradient\.$/);
});

test('just below the limit, the key that the sentence names makes it settle sooner', () => {
  const simulation = trained({ initial: [-1, 0.5, 0.1, 0.8], learningRate: 3.55e-6 }, 400);
  const steps = () => Number(/every ([\d.]+) steps/.exec(why(simulation.state).join(' '))![1]);
  const before = steps();
  pressing(simulation, '[').pass(20);
  assert.ok(steps() < before, `${before}, then ${steps()}`);
});

test('a run is said to end too early exactly if it does', () => {
  const early = (settings: Partial<RunSettings>) =>
    /The run ends at iteration (\d+), (\d+) before it is within/.exec(
      why(trained(settings, 400).state).join(' '),
    );
  const [, end, missing] = early({})!;
  const needed = Number(end) + Number(missing);
  assert.equal(end, '2000');
  assert.equal(early({ iterations: needed - 1 })![2], '1');
  assert.equal(early({ iterations: needed }), null);
});

test('a run that has ended is not said to wait', () => {
  const { state } = pressing(trained({}, 5000), 'left');
  assert.match(
    why(state)[0]!,
    /^Looking back at iteration 1999; the run ended at 2000, loss [\d.]+\.$/,
  );
});

test('a direction that had nothing to go at the start has no percentage of it to go', () => {
  const { state } = trained({}, 1000);
  const run = focusedRun(state);
  const best = state.analysis!.optimum.coefficients;
  for (const far of [1e3, 1e17]) {
    const present = {
      ...run.present!,
      coefficients: best.map((each, k) => each + (k === 0 ? far : 0)),
    };
    const moved: State = { ...state, live: [{ ...run, initial: best, present }] };
    assert.match(why(moved).join(' '), / steps halve what is left there\./);
    assert.doesNotMatch(why(moved).join(' '), /Infinity|NaN/);
  }
});

test('the plot beside the loss is explained first', () => {
  const said = (...keys: string[]) => why(pressing(trained({}, 1000), ...keys).state).join(' ');
  assert.match(
    said('v'),
    /^The misfit: \d+ of the loss can still be learned, 8\.817 never\. The slope/,
  );
  assert.match(
    said('v', 'v'),
    /^On the map the path creeps along the floor of a valley\. The slope/,
  );
});

describe('the panel', () => {
  const inside = { columns: 78, rows: 2 };
  const textOf = (state: State, room = inside) =>
    whyPanel(state, room).lines.map((spans) => spans.map(({ text }) => text).join(''));

  test('has whole sentences, as many as there is room for', () => {
    const { state } = trained({}, 1000);
    assert.ok(textOf(state).length <= 2);
    assert.ok(textOf(state).every((row) => row.length <= 78));
    assert.match(textOf(state).at(-1)!, /\.$/);
    assert.ok(textOf(state, { columns: 118, rows: 2 }).join(' ').length > 100);
  });

  test('starts with the message of a key or the warning of a recording', () => {
    const { state } = trained({}, 1000);
    const told = textOf({ ...state, message: 'Saved.', warning: 'Recording has stopped.' });
    assert.deepEqual(told, ['Saved.', '! Recording has stopped.']);
    const saved = { ...state, message: 'Saved.' };
    const [, ...rows] = whyPanel(saved, { columns: 78, rows: 4 }).lines;
    assert.equal(rows[0]![0]!.text, 'The slope:');
    assert.deepEqual(textOf(saved), ['Saved.'], 'half a sentence');
  });

  test('has the name of the situation or the first sentence in bold, even where it wraps', () => {
    const bold = (state: State, columns: number) =>
      whyPanel(state, { columns, rows: 4 })
        .lines.flatMap((spans) => spans.filter(({ style }) => style.bold).map(({ text }) => text))
        .filter((text) => text !== '')
        .join(' ');
    for (const columns of [20, 38, 78, 118]) {
      assert.equal(bold(trained({}, 1000).state, columns), 'The slope:');
      const { state } = pressing(trained({}, 1000), 'home', 'pagedown');
      const { iteration, loss } = focusedRun(state).present!;
      const lead = `Looking back at iteration 99; the run waits at ${iteration}, loss ${loss.toPrecision(4)}.`;
      assert.ok([lead, `${lead} The slope:`].includes(bold(state, columns)), bold(state, columns));
    }
  });
});
