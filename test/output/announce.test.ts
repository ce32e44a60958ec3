import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import test from 'node:test';
import type { Outcome } from '../../src/runs/events.js';
import { PUBLISHED } from '../fit/tutorial.js';
import { packed } from '../packed.js';
import { resolvedRun } from './records.js';
import { fullDisk, Sink } from './sink.js';

const { announce, startSentence } =
  await packed<typeof import('../../src/output/announce.js')>('output/announce.js');

const NEVER = new AbortController().signal;
const INIT = `--init=${PUBLISHED.initial.join(',')}`;

async function sentences(...argv: string[]): Promise<{ status: Outcome; lines: string[] }> {
  const stdout = new Sink();
  const status = await announce(resolvedRun(...argv), stdout, NEVER);
  assert.match(stdout.text, /^([A-Z][^\n]*\.\n)+$/, 'sentences, one a line');
  return { status, lines: stdout.text.slice(0, -1).split('\n') };
}

test("the tutorial's run in sentences", async () => {
  const { status, lines } = await sentences(INIT, '--every', '500', '--pace', 'max');
  assert.equal(status, 'finished');
  assert.deepEqual(lines, [
    'Training a polynomial of degree 3 on 2000 points of sin(x) for 2000 iterations, from the ' +
      'coefficients given, with learning rate 1e-6.',
    'Iteration 499: loss 693.291.',
    'Iteration 999: loss 117.387.',
    'Iteration 1499: loss 26.4536.',
    'Iteration 1999: loss 11.7408.',
    'Finished after 2000 iterations: loss 11.7304; the least possible is 8.81717.',
    'In the result, a is -0.0519952, b is 0.834774, c is 0.00897003, d is -0.0902057.',
  ]);
});

test('it names the seed', async () => {
  const { lines } = await sentences('--seed', '7', '--iterations', '1', '--pace', 'max');
  assert.match(lines[0]!, /for 1 iteration, from seed 7, with/);
});

test('a diverged run says what to do', async () => {
  const { status, lines } = await sentences('--seed', '0', '--lr', '5e-6', '--pace', 'max');
  assert.equal(status, 'diverged');
  assert.match(
    lines.at(-1)!,
    /^Diverged at iteration \d+: learning rate 5e-6 is above the limit 3\.557e-6; try 1\.7e-6\.$/,
  );
});

test('several learning rates train side by side and say whose sentence it is', async () => {
  const argv = ['--lr', '1e-6', '5e-6', '--every', '500', '--pace', 'max'];
  const { status, lines } = await sentences(INIT, ...argv);
  assert.equal(status, 'diverged');
  assert.match(lines[0]!, /with learning rates 1e-6 and 5e-6\.$/);
  const three = startSentence(resolvedRun('--lr', '1e-7', '1e-6', '5e-6'));
  assert.match(three, /with learning rates 1e-7, 1e-6 and 5e-6\.$/);
  const of = (rate: string) => lines.filter((line) => line.startsWith(`Learning rate ${rate}: `));
  assert.equal(of('1e-6').length + of('5e-6').length, lines.length - 1);
  assert.equal(of('1e-6')[0], 'Learning rate 1e-6: Iteration 499: loss 693.291.');
  assert.match(of('1e-6').at(-2)!, /: Finished after 2000 iterations/);
  assert.match(of('5e-6').at(-1)!, /: Diverged at iteration/);
});

test('it says which optimizer trains, and its limit', async () => {
  const start = (...argv: string[]) => startSentence(resolvedRun('--optimizer', ...argv));
  assert.match(start('adam'), /from seed 42, with Adam at learning rate 1e-3\.$/);
  assert.match(
    start('sgd', 'momentum'),
    /with gradient descent at learning rate 1e-6 and momentum 0\.9 at learning rate 1e-6\.$/,
  );
  const argv = ['--optimizer', 'sgd', 'momentum', '--lr', '7e-6', '--every', '9', '--pace', 'max'];
  const { status, lines } = await sentences(INIT, ...argv, '--iterations', '10');
  assert.equal(status, 'diverged');
  const limit = 'learning rate 7e-6 is above the limit 6.76e-6 of momentum 0.9; try 3.3e-6.';
  const momentum = lines.filter((line) => line.startsWith('Momentum 0.9 at learning rate 7e-6: '));
  assert.equal(momentum.length, 5);
  assert.ok(momentum.at(0)!.endsWith(`This does not converge: ${limit}`));
  assert.ok(momentum.at(-1)!.endsWith(limit));
});

test('it says the learning rates of a schedule', async () => {
  const schedule = ['--schedule', '500:2e-6,1200:1e-6'];
  const { lines } = await sentences(INIT, '--pace', 'max', ...schedule);
  assert.match(
    lines[0]!,
    /with learning rate 1e-6, then 2e-6 from iteration 500 and 1e-6 from iteration 1200\.$/,
  );
  assert.equal(lines[5], 'Iteration 499: loss 693.291.');
  const plain = await sentences(INIT, '--pace', 'max');
  assert.equal(lines[5], plain.lines[5]);
  assert.notEqual(lines[6], plain.lines[6]);
});

test('it keeps the pace, and an interruption ends it where it is', async () => {
  const controller = new AbortController();
  const stdout = new Sink();
  const write = stdout._write.bind(stdout);
  stdout._write = (chunk: Buffer, encoding, done) => {
    if (chunk.toString().startsWith('Iteration 9:')) {
      controller.abort();
    }
    write(chunk, encoding, done);
  };
  const run = resolvedRun('--seed', '1', '--every', '10', '--pace', '200');
  assert.equal(await announce(run, stdout, controller.signal), 'interrupted');
  const last = stdout.text.slice(0, -1).split('\n').at(-1)!;
  const iteration = Number(/^Interrupted at iteration (\d+): loss \d/.exec(last)?.[1]);
  assert.ok(iteration >= 9 && iteration < 2000, last);
});

test('it ends if its output fails', async () => {
  await assert.rejects(announce(resolvedRun(), fullDisk(), NEVER), {
    message: 'stdout: the disk is full',
  });
  let writes = 0;
  const late = new Writable({
    write(_chunk, _encoding, done) {
      writes += 1;
      done(writes > 2 ? Object.assign(new Error('gone'), { code: 'EPIPE' }) : null);
    },
  });
  await assert.rejects(announce(resolvedRun(), late, NEVER), { code: 'EPIPE' });
});

test('a run that cannot converge says so at its start and in the end', async () => {
  const argv = [INIT, '--lr', '3.6e-6', '--every', '2000', '--pace', 'max'];
  const { status, lines } = await sentences(...argv);
  assert.equal(status, 'diverged');
  const problem = 'learning rate 3.6e-6 is above the limit 3.557e-6; try 1.7e-6.';
  assert.equal(lines[1], `This does not converge: ${problem}`);
  assert.match(
    lines.at(-1)!,
    /^Cannot converge: loss \S+ at the start, \S+ after 2000 iterations; /,
  );
  assert.ok(lines.at(-1)!.endsWith(problem));
});

test('it says from where to where a scheduled rate is above the limit, or that it stays so', async () => {
  const problem = 'learning rate 4e-6 is above the limit 3.557e-6; try 1.7e-6.';
  for (const [schedule, first] of [
    ['--schedule=9:4e-6,12:1e-6', `From iteration 9 to 12, ${problem}`],
    ['--schedule=9:4e-6', `This does not converge: from iteration 9 on, ${problem}`],
    ['--schedule=99:1e-6,100:4e-6', 'Iteration 99: '],
  ] as const) {
    const { lines } = await sentences(
      ...[INIT, schedule, '--iterations', '100', '--every', '100', '--pace', 'max'],
    );
    assert.ok(lines[1]!.startsWith(first), lines[1]);
  }
  const { lines } = await sentences(INIT, '--lr=4e-6', '--schedule=3:1e-6', '--pace', 'max');
  assert.equal(lines[1], `From iteration 0 to 3, ${problem}`);
});

test('coefficients that only rounding makes are 0, and so is a least loss of 0', async () => {
  const { lines } = await sentences(
    ...['--init=0,0.7,0,-0.15', '--samples', '5', '--lr', '1e-4', '--pace', 'max'],
  );
  assert.match(lines.at(-2)!, /the least possible is 0\.$/);
  assert.match(lines.at(-1)!, /^In the result, a is 0, b is 0\.\d+, c is 0, d is -0\.\d+\.$/);
});
