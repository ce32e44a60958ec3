import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from '../../src/commandLine/arguments.js';
import { farewell } from '../../src/dashboard/farewell.js';
import { type ResolvedRun, resolveStart } from '../../src/start.js';
import { PUBLISHED } from '../fit/tutorial.js';
import { Simulation, scenes } from './states.js';

const size = { columns: 80, rows: 24 };

function runOf(words: readonly string[]): ResolvedRun {
  const parsed = parseArguments(words);
  assert.equal(parsed.kind, 'run', words.join(' '));
  return resolveStart(parsed.options, () => assert.fail('no seed is drawn'));
}

const published = runOf(['--init', PUBLISHED.initial.join(',')]);

/** The run that the farewell's command line asks for. */
function repeated(text: string): ResolvedRun {
  const command = /^Repeat: sinfit-tui (.*)$/m.exec(text)?.[1];
  assert.ok(command, text);
  return runOf(command.split(' '));
}

test('a run that never started leaves nothing', () => {
  assert.equal(farewell(scenes.starting!(size), published), '');
});

test('the published run leaves the published result', () => {
  const text = farewell(scenes.finished!(size), published);
  const lines = text.split('\n');
  const coefficients = /^Result: y = (\S+) \+ (\S+) x \+ (\S+) x\^2 \+ (\S+) x\^3$/.exec(lines[0]!);
  PUBLISHED.result.forEach((value, k) => {
    assert.ok(Math.abs(Number(coefficients?.[k + 1]) / value - 1) < 1e-12, lines[0]);
  });
  assert.match(lines[1]!, /^2000 iterations, loss \d+\.\d+/);
  assert.equal(lines.at(-1), '');
  assert.deepEqual(repeated(text), published);
});

test('a run left early is repeated as far as it went', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press('space');
  const { initial, options } = repeated(farewell(simulation.state, published));
  assert.deepEqual(initial, PUBLISHED.initial);
  assert.equal(options.iterations, 500);
});

test('of the learning rate it names the changes that the run has trained with', () => {
  const simulation = new Simulation(size);
  simulation.pass(1000);
  simulation.press(']');
  simulation.pass(5000);
  simulation.press(']');
  assert.match(
    farewell(simulation.state, published),
    /^The learning rate was changed by hand: 1\.1e-6 from iteration 500\.$/m,
  );
});

test('after a reseed its seed is the one to repeat', () => {
  const simulation = new Simulation(size);
  simulation.press('n');
  simulation.pass(5000);
  assert.equal(repeated(farewell(simulation.state, published)).seed, 7);
});

test('a diverged run has no result', () => {
  const text = farewell(scenes.diverged!(size), published);
  assert.doesNotMatch(text, /Result/);
  assert.match(text, /^Diverged at iteration \d+\.\n/);
  assert.equal(repeated(text).options.iterations, 2000);
});
