import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseArguments } from '../../../src/cli/arguments.js';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import { summary } from '../../../src/dashboard/panels/summary.js';
import { createObjective } from '../../../src/fit/createObjective.js';
import { Descent, type Snapshot } from '../../../src/fit/descent.js';
import { standardNormals } from '../../../src/fit/random.js';
import { type ResolvedRun, resolveStart, runSettings } from '../../../src/options/start.js';
import { PUBLISHED } from '../../fit/tutorial.js';
import { raisedForAWhile, Simulation, scenes, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

function runOf(words: readonly string[]): ResolvedRun {
  const parsed = parseArguments(words);
  assert.equal(parsed.kind, 'run', words.join(' '));
  return resolveStart(parsed.options, () => assert.fail('no seed is drawn'));
}

const PUBLISHED_ARGS = ['--init', PUBLISHED.initial.join(',')];

const published = runOf(PUBLISHED_ARGS);

/** The run that the summary's command line asks for. */
function repeated(text: string): ResolvedRun {
  const command = /^Repeat: sinfit-tui (.*)$/m.exec(text)?.[1];
  assert.ok(command, text);
  return runOf(command.split(' '));
}

test('a run that never started leaves nothing', () => {
  assert.equal(summary(scenes.starting!(size), published), '');
});

test('the published run leaves the published result', () => {
  const text = summary(scenes.finished!(size), published);
  const lines = text.split('\n');
  const coefficients = /^Result: y = (\S+) \+ (\S+) x \+ (\S+) x\^2 \+ (\S+) x\^3$/.exec(lines[0]!);
  PUBLISHED.result.forEach((value, k) => {
    assert.ok(Math.abs(Number(coefficients?.[k + 1]) / value - 1) < 1e-12, lines[0]);
  });
  assert.match(lines[1]!, /^2000 iterations, loss \d+\.\d+/);
  assert.equal(lines.at(-1), '');
  assert.deepEqual(repeated(text), published);
});

test('its numbers are written as Python writes them', () => {
  const start = { degree: 0, samples: 2, initial: [3e8] };
  const settings = { ...tutorialSettings, ...start, learningRate: 0.25, iterations: 1 };
  const simulation = new Simulation(size, { settings });
  simulation.press('space');
  const given = runOf(['--degree', '0', '--samples', '2', '--init', '3e8']);
  const atStart = 'Result: y = 300000000.0\n0 iterations, loss 1.8e+17\n';
  assert.ok(summary(simulation.state, given).startsWith(atStart));
  simulation.press('s');
  simulation.pass(1000);
  // The loss of 0 at two points, whose sines are 1.2246e-16 and its opposite.
  const atEnd = 'Result: y = 0.0\n1 iterations, loss 2.999519565323715e-32\n';
  assert.ok(summary(simulation.state, given).startsWith(atEnd));
});

test('a run left early is repeated as far as it went', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press('space');
  const { initial, options } = repeated(summary(simulation.state, published));
  assert.deepEqual(initial, PUBLISHED.initial);
  assert.equal(options.iterations, 500);
});

test('the learning rates that the run has trained with are repeated', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press(']');
  simulation.pass(1000);
  simulation.press(']');
  simulation.press(']');
  simulation.pass(1000);
  // Without an update after it, this changes nothing.
  simulation.press('[');
  const command = `--init ${PUBLISHED.initial.join(',')} --iterations 1500`;
  assert.match(
    summary(simulation.state, published),
    new RegExp(`^Repeat: sinfit-tui ${command} --schedule 500:1.1e-6 1000:1.3e-6$`, 'm'),
  );
});

test('a learning rate changed before the first update is the initial one', () => {
  const simulation = new Simulation(size, { learningRates: [1e-7, 1e-6] });
  simulation.press(']');
  simulation.pass(1000);
  const { options } = repeated(
    summary(simulation.state, runOf([...PUBLISHED_ARGS, '--lr', '1e-7', '1e-6'])),
  );
  assert.deepEqual(options.learningRates, [1.1e-7]);
  assert.deepEqual(options.schedule, []);
});

test('a run that began again with the working rate is repeated with it, and with its optimizer', () => {
  const run = runOf([...PUBLISHED_ARGS, '--lr', '1e-4']);
  const settings = { ...tutorialSettings, learningRate: 1e-4 };
  const simulation = new Simulation(size, { settings });
  const method = () => {
    const { learningRates, optimizers } = repeated(summary(simulation.state, run)).options;
    return [...learningRates, ...optimizers.map(({ name }) => name)];
  };
  simulation.pass(1000);
  simulation.press('w');
  simulation.pass(1000);
  assert.deepEqual(method(), [1.7e-6, 'sgd']);

  simulation.press('r');
  simulation.press('m');
  for (let doubled = 0; doubled < 6; doubled++) {
    simulation.press('}');
  }
  simulation.pass(1000);
  simulation.press('w');
  simulation.pass(1000);
  assert.deepEqual(method(), [3.3e-6, 'momentum']);
});

test('the schedule of a run is repeated as it was given, unless its learning rate was changed by hand', () => {
  const words = ['--lr', '1e-7', '1e-6', '--schedule', '200:1e-6,500:2e-6,900:1e-6'];
  const run = runOf([...PUBLISHED_ARGS, ...words]);
  const { learningRates, schedule } = run.options;
  const simulation = new Simulation(size, {
    settings: { ...tutorialSettings, schedule },
    learningRates,
  });
  simulation.pass(800);
  assert.deepEqual(repeated(summary(simulation.state, run)).options, {
    ...run.options,
    iterations: 399,
  });
  simulation.press('tab');
  assert.deepEqual(repeated(summary(simulation.state, run)).options.schedule, schedule);
  simulation.press(']');
  simulation.pass(800);
  const { options } = repeated(summary(simulation.state, run));
  assert.deepEqual(options.learningRates, [1e-6]);
  assert.deepEqual(options.schedule, [
    { iteration: 400, learningRate: 1.1e-6 },
    { iteration: 500, learningRate: 2e-6 },
  ]);
});

test('it says if no command can repeat the run', () => {
  const settings = { ...tutorialSettings, samples: 5, iterations: 10_000 };
  const simulation = new Simulation(size, { settings });
  for (let turns = 0; turns <= 1000; turns++) {
    assert.ok(summary(simulation.state, published).includes('\nRepeat: '), `${turns} turns`);
    simulation.press(turns % 2 === 0 ? ']' : '[');
    simulation.pass(4);
  }
  simulation.press('space');
  const text = summary(simulation.state, published);
  const reason = 'No command repeats this: the learning rate was changed more than 1000 times.';
  assert.deepEqual(text.split('\n').slice(2), [reason, '']);
});

test('more iterations than can be asked for are said to be too many', () => {
  const { state } = new Simulation(size);
  const run = focusedRun(state);
  const present = { ...run.present!, iteration: 1_000_000_001 };
  const live = [{ ...run, present, iterations: 1_000_002_000 }];
  const reason = 'No command repeats this: more than 1000000000 iterations cannot be asked for.';
  assert.equal(summary({ ...state, live }, published).split('\n')[2], reason);
});

const moves = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 400 }) },
    { weight: 2, arbitrary: fc.constantFrom('[', ']', '0', 'w') },
    { weight: 1, arbitrary: fc.constantFrom('m', '<', '>') },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...['space', 's', 'r', 'n', '+', '-', 'tab', 'left', 'right', 'pageup', 'home'],
        ...['enter', 'escape', 'ctrl-z'],
      ),
    },
  ),
  { minLength: 5, maxLength: 30, size: 'max' },
);

const commands = fc
  .record({
    seed: fc.nat({ max: 99 }).map(String),
    lr: fc.constantFrom('1e-4', '1e-3', '1e-4 2e-4 1e-2'),
    optimizer: fc.constantFrom('sgd', 'momentum', 'adam'),
    schedule: fc.constantFrom(
      ...['none', '30:2e-4', '1:3e-4,50:1e-4,51:1e-5,400:5e-4', '60:1'],
      // At the first its update diverges, at the second its loss.
      ...['40:1e308', '40:1e160,41:1e-4'],
    ),
    samples: fc.constantFrom('2', '20'),
    degree: fc.constantFrom('0', '1', '3'),
    iterations: fc.constantFrom('5', '100', '300'),
    every: fc.constantFrom('1', '7', '100'),
    engine: fc.constantFrom('pointwise', 'moments'),
  })
  .map((options) =>
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...value.split(' ')]),
  );

test('whatever the keys were, the command repeats the focused run digit for digit', () => {
  let turned = 0;
  fc.assert(
    fc.property(commands, moves, (words, keys) => {
      const run = runOf(words);
      const { seed, options } = run;
      const settings = runSettings(run)[0]!;
      const simulation = new Simulation(size, { ...options, settings, seed });
      for (const move of keys) {
        if (typeof move === 'number') {
          simulation.pass(move);
        } else {
          simulation.press(move, { seed: 7, initial: standardNormals(7, options.degree + 1) });
        }
      }
      const { present, lane, status, seed: last } = focusedRun(simulation.state);
      const text = summary(simulation.state, run);
      if (present!.iteration === 0 || text.includes('\nNo command repeats this: the optimizer')) {
        return;
      }
      const again = repeated(text);
      assert.equal(again.seed, last);
      assert.equal(again.options.every, options.every);
      const { learningRates, optimizers, schedule } = again.options;
      turned += Number(!isDeepStrictEqual(schedule, options.schedule));
      const rate = learningRates[lane] ?? learningRates[0]!;
      const optimizer = optimizers[lane] ?? optimizers[0]!;
      const { engine, samples, degree, iterations } = again.options;
      const objective = createObjective(engine, samples, settings.interval, degree);
      const descent = new Descent(objective, again.initial, rate, 0, schedule, optimizer);
      while (descent.iteration < iterations && descent.step()) {
        // As far as it goes.
      }
      assert.equal(descent.diverged, status === 'diverged');
      const numbers = ({ iteration, loss, coefficients, gradient }: Snapshot) => [
        iteration,
        loss,
        ...coefficients,
        ...gradient,
      ];
      assert.deepEqual(numbers(descent.snapshot()), numbers(present!));
    }),
    { numRuns: 250 },
  );
  assert.ok(turned > 25, `only ${turned} runs had other learning rates`);
});

test('after a reseed its seed is the one to repeat', () => {
  const simulation = new Simulation(size);
  simulation.press('n');
  simulation.pass(5000);
  assert.equal(repeated(summary(simulation.state, published)).seed, 7);
});

test('a diverged run has no result', () => {
  const text = summary(scenes.diverged!(size), published);
  assert.doesNotMatch(text, /Result/);
  assert.match(text, /^Diverged at iteration \d+: learning rate 5e-6 is above [^\n]*\.\nRepeat/);
  assert.equal(repeated(text).options.iterations, 2000);
});

test('a run that cannot converge says why, finished or left early', () => {
  const settings = { ...tutorialSettings, learningRate: 3.6e-6 };
  const simulation = new Simulation(size, { settings });
  simulation.pass(1000);
  simulation.press('space');
  const why = 'learning rate 3.6e-6 is above the limit 3.557e-6; try 1.7e-6.';
  const told = () => summary(simulation.state, published).split('\n')[2]!;
  assert.match(told(), /^Cannot converge: loss \S+ at the start, \S+ after 500 iterations; /);
  assert.ok(told().endsWith(why));
  simulation.press('space');
  simulation.pass(5000);
  assert.match(told(), /after 2000 iterations; /);
});

test('a run that ends above its start says so, whatever its learning rate is now', () => {
  const simulation = raisedForAWhile(size);
  assert.match(
    summary(simulation.state, published),
    /^The loss rose from \S+ to \S+ in 2000 iterations; the learning rate, 3\.5e-6, is now below the limit/m,
  );
});
