import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { repeatCommand } from '../../src/options/repeatCommand.js';
import { type ResolvedRun, resolveStart } from '../../src/options/start.js';
import { environmentOf, optionsArbitrary } from '../cli/arbitraries.js';

const runArbitrary = optionsArbitrary
  .map((options) => resolveStart(options, () => 42))
  .map(withStart);

/** What is repeated names its seed. */
function withStart({ options, seed, initial }: ResolvedRun): ResolvedRun {
  return { options: { ...options, seed, initial: seed === null ? initial : null }, seed, initial };
}

/** The run of a command line as a shell would split it: the values hold no blanks. */
function runOf(command: string, environment: NodeJS.ProcessEnv = {}): ResolvedRun {
  const parsed = parseArguments(command.split(' ').slice(1), environment);
  assert.equal(parsed.kind, 'run', command);
  return resolveStart(parsed.options, () => 42);
}

test('the seed is always named, other options only if they are not the default', () => {
  assert.equal(repeatCommand(runOf('sinfit-tui')), 'sinfit-tui --seed 42');
  const command = 'sinfit-tui --seed 7 --iterations 3000 --lr 2e-6 --pace max --ascii --no-color';
  assert.equal(repeatCommand(runOf(command)), command);
  const defaults = 'sinfit-tui --lr 0.000001 --samples 2e3 --degree 3 --every 100 --pace 500';
  assert.equal(repeatCommand(runOf(defaults)), 'sinfit-tui --seed 42');
});

test('initial coefficients stand in place of a seed', () => {
  const command = 'sinfit-tui --init -1.8161428228358607,1e-9 --degree 1';
  assert.equal(repeatCommand(runOf(command)), command);
});

test('several learning rates are all named', () => {
  const command = 'sinfit-tui --seed 7 --lr 1e-7 1e-6 3.5e-6 --degree 2';
  assert.equal(repeatCommand(runOf(command)), command);
});

test('optimizers are named as typed, with their learning rates', () => {
  for (const [typed, command] of [
    ['--optimizer adam', '--lr 1e-3 --optimizer adam'],
    ['--optimizer adam --lr 1e-6', '--lr 1e-6 --optimizer adam'],
    ['--optimizer momentum:0.9 momentum:0.50', '--lr 1e-6 --optimizer momentum momentum:0.5'],
    ['--optimizer nesterov --lr 1e-6 2e-6', '--lr 1e-6 2e-6 --optimizer nesterov'],
    ['--optimizer sgd', ''],
  ]) {
    const words = ['sinfit-tui', '--seed 7', command].filter((word) => word !== '');
    assert.equal(repeatCommand(runOf(`sinfit-tui --seed 7 ${typed}`)), words.join(' '));
  }
  const environment = { SINFIT_OPTIMIZER: 'adam' };
  assert.equal(
    repeatCommand(runOf('sinfit-tui --seed 7 --optimizer sgd', environment)),
    'sinfit-tui --seed 7 --lr 1e-6 --optimizer sgd',
  );
});

test('settings that the environment or config file would change are named', () => {
  const environment = { SINFIT_LR: '2e-6', SINFIT_HEADLESS: '1', SINFIT_SEED: '5' };
  assert.equal(
    repeatCommand(runOf('sinfit-tui', environment)),
    'sinfit-tui --seed 5 --lr 2e-6 --headless',
  );
  const typed = 'sinfit-tui --lr 1e-6 --no-headless --init 1,2,3,4';
  assert.equal(
    repeatCommand(runOf(typed, environment)),
    'sinfit-tui --init 1,2,3,4 --lr 1e-6 --no-headless',
  );
});

test('a schedule is named', () => {
  const command = 'sinfit-tui --seed 7 --schedule 500:2e-6 1200:1e-6 --every 7';
  assert.equal(repeatCommand(runOf(command)), command);
  const environment = { SINFIT_SCHEDULE: '500:2e-6' };
  const none = 'sinfit-tui --seed 7 --schedule none';
  assert.equal(repeatCommand(runOf(none, environment)), none);
});

test('a config file named by a flag is named again', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sinfit tui '));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'config.json');
  writeFileSync(file, '{"lr": 2e-6}');
  const parsed = parseArguments(['--config', file]);
  assert.equal(parsed.kind, 'run');
  assert.equal(
    repeatCommand(resolveStart(parsed.options, () => 42)),
    `sinfit-tui --seed 42 --config '${file}' --lr 2e-6`,
  );
});

test('the program is typed as before', () => {
  const command = repeatCommand(runOf('sinfit-tui'), 2000, 'npm start --');
  assert.equal(command, 'npm start -- --seed 42');
});

test('the number of iterations is that trained', () => {
  const run = runOf('sinfit-tui --iterations 500');
  assert.equal(repeatCommand(run, 2000), 'sinfit-tui --seed 42');
  assert.equal(repeatCommand(run, 1234), 'sinfit-tui --seed 42 --iterations 1234');
  assert.equal(repeatCommand(run, 0), 'sinfit-tui --seed 42 --iterations 500');
});

test('the command repeats the run', () => {
  fc.assert(
    fc.property(runArbitrary, (expected) => {
      const repeated = runOf(repeatCommand(expected));
      assert.deepEqual(repeated.initial, expected.initial);
      assert.equal(repeated.seed, expected.seed);
      assert.deepEqual(repeated.options, expected.options);
    }),
  );
});

test('the command repeats the run whatever the environment and the config file say', () => {
  fc.assert(
    fc.property(runArbitrary, runArbitrary, ({ options }, other) => {
      const environment = environmentOf(other.options);
      const typed = repeatCommand(resolveStart(options, () => 0));
      // Initial coefficients may not suit the environment's degree.
      fc.pre(parseArguments(typed.split(' ').slice(1), environment).kind === 'run');
      const run = runOf(typed, environment);
      // Typed over the environment, and repeated in it.
      assert.deepEqual(runOf(repeatCommand(run), environment).options, run.options);
      // Repeated where there is no such environment.
      const { configured: _names, ...expected } = run.options;
      const { configured: _none, ...repeated } = runOf(repeatCommand(run)).options;
      assert.deepEqual(repeated, expected);
    }),
  );
});
