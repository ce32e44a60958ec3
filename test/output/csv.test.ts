import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { memoryOf, OPTIMIZERS } from '../../src/fit/optimizers.js';
import { runSettings } from '../../src/options/start.js';
import { csvFormat } from '../../src/output/csv.js';
import { assertClose } from '../fit/close.js';
import { PUBLISHED } from '../fit/tutorial.js';
import { trainPlainly } from '../training/model.js';
import { printed, resolvedRun, snapshotArbitrary } from './records.js';

async function rows(...argv: string[]): Promise<string[][]> {
  const run = resolvedRun(...argv);
  const text = await printed(run, csvFormat(run.options));
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => line.split(','));
}

test('the header names every column', async () => {
  const [cubic] = await rows('--iterations', '1');
  const names = 'a b c d gradient_a gradient_b gradient_c gradient_d';
  assert.equal(cubic!.join(' '), `run status iteration loss ${names} learning_rate`);
  const [constant] = await rows('--iterations', '1', '--degree', '0');
  assert.equal(constant!.join(' '), 'run status iteration loss a gradient_a learning_rate');
});

test("the tutorial's run: a row for each record, and the result in the last one", async () => {
  const [header, ...records] = await rows(`--init=${PUBLISHED.initial.join(',')}`);
  const last = records.pop()!;
  assert.equal(records.length, PUBLISHED.records.length);
  PUBLISHED.records.forEach(({ t, loss }, i) => {
    const row = records[i]!;
    assert.equal(row.length, header!.length);
    assert.deepEqual(row.slice(0, 3), ['0', 'running', String(t)]);
    assertClose(Number(row[3]), loss, 1e-12, `loss at ${t}`);
  });
  assert.deepEqual(last.slice(0, 3), ['0', 'finished', '2000']);
  PUBLISHED.result.forEach((value, k) => {
    assertClose(Number(last[4 + k]), value, 1e-11, `coefficient ${k}`);
  });
});

test('several learning rates: every row says its run; a diverged one has no loss', async () => {
  const [, ...records] = await rows('--seed', '0', '--lr', '5e-6', '1e-6', '--every', '1000');
  assert.deepEqual(
    records.map((row) => [row[0], row[1], row.at(-1)]),
    [
      ['0', 'diverged', '0.000005'],
      ['1', 'running', '0.000001'],
      ['1', 'running', '0.000001'],
      ['1', 'finished', '0.000001'],
    ],
  );
  assert.equal(records[0]![3], '');
});

test('with optimizers, every row says its own and what it remembers', async () => {
  const argv = ['--seed', '0', '--optimizer', 'sgd', 'momentum:0.5', 'adam', '--iterations', '3'];
  const [header, ...records] = await rows(...argv, '--every', '3');
  assert.equal(
    header!.slice(12).join(' '),
    'learning_rate optimizer velocity_a velocity_b velocity_c velocity_d first_moment_a ' +
      'first_moment_b first_moment_c first_moment_d second_moment_a second_moment_b ' +
      'second_moment_c second_moment_d',
  );
  const run = resolvedRun(...argv);
  for (const [lane, settings] of runSettings(run).entries()) {
    const last = records[2 * lane + 1]!;
    assert.deepEqual(last.slice(0, 3), [String(lane), 'finished', '3']);
    assert.equal(last[13], ['sgd', 'momentum:0.5', 'adam'][lane]);
    assert.equal(last.length, header!.length);
    const { optimizer = OPTIMIZERS.sgd } = trainPlainly(settings, 3)[3]!;
    const remembered = Object.values(memoryOf(optimizer)).flat();
    const fields = last.slice(14).filter((text) => text !== '');
    assert.deepEqual(fields.map(Number), remembered);
  }
});

test('every finite value is read back as it was; others are empty', () => {
  const format = csvFormat({ degree: 3, optimizers: [OPTIMIZERS.sgd] });
  fc.assert(
    fc.property(snapshotArbitrary, (state) => {
      const line = format.text({ type: 'record', run: 1, state });
      const fields = line.slice(0, -1).split(',').slice(2);
      const { iteration, loss, coefficients, gradient, learningRate } = state;
      const numbers = [iteration, loss, ...coefficients, ...gradient, learningRate];
      assert.equal(fields.length, numbers.length);
      numbers.forEach((value, i) => {
        if (Number.isFinite(value)) {
          assert.ok(Object.is(Number(fields[i]), value));
        } else {
          assert.equal(fields[i], '');
        }
      });
    }),
  );
});
