import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { OPTIMIZERS, unlessPlain } from '../../src/fit/optimizers.js';
import { createLineParser, parseProblem } from '../../src/recording/lineParser.js';
import { RecordingError } from '../../src/recording/members.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import type { RunEvent, Started } from '../../src/runs/events.js';
import { printed, resolvedRun, snapshotArbitrary } from '../output/records.js';

const run = resolvedRun('--seed', '3', '--lr', '1e-6', '2e-6', '--iterations', '300');

type Json = Record<string, unknown>;

const problem: Json = JSON.parse(ndjsonFormat(run).head);
const record: Json = {
  type: 'record',
  run: 0,
  status: 'running',
  iteration: 99,
  loss: 12.5,
  coefficients: [1, 2, 3, 4],
  gradient: [1, null, 3, 4],
  learningRate: 1e-6,
};
const { coefficients, ...shared } = record;
const outcome: Json = { ...shared, type: 'outcome', status: 'finished', result: coefficients };
const later: Json = {
  type: 'run',
  run: 2,
  lane: 1,
  seed: null,
  initial: [1, 2, 3, 4],
  learningRate: 2e-6,
  branch: null,
};

const velocity = { ...OPTIMIZERS.momentum, velocity: [1, 2, 3, 4] };
const moments = { firstMoment: [1, 2, 3, 4], secondMoment: [1, 2, 3, 4] };
const adam = { ...OPTIMIZERS.adam, ...moments, updates: 9 };

function parse(...lines: Json[]): RunEvent {
  const parseLine = createLineParser(run);
  return lines.map((line) => parseLine(JSON.stringify(line))).at(-1)!;
}

describe('what the program writes is read back', () => {
  test('the problem', () => {
    const { options, seed, initial } = parseProblem(ndjsonFormat(run).head);
    assert.deepEqual({ seed, initial }, { seed: 3, initial: run.initial });
    assert.deepEqual(options, run.options);
  });

  test('the start of a later run', () => {
    const format = ndjsonFormat(run);
    for (const optimizer of Object.values(OPTIMIZERS)) {
      const { seed, initial } = run;
      const started: Started = {
        ...{ type: 'started', run: 5, lane: 1, seed, initial, learningRate: 1, branch: null },
        ...unlessPlain(optimizer),
      };
      assert.deepEqual(createLineParser(run)(format.text(started)), started);
    }
  });

  test('every state, to the last digit', () => {
    const format = ndjsonFormat(run);
    fc.assert(
      fc.property(snapshotArbitrary, (snapshot) => {
        const line = createLineParser(run)(
          format.text({ type: 'record', run: 1, state: snapshot }),
        );
        assert.ok(line.type === 'record' || line.type === 'changed');
        // What JSON cannot say is one value of several.
        const { loss, gradient, ...rest } = snapshot;
        assert.deepEqual(line.state, {
          ...rest,
          loss: Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY,
          gradient: gradient.map((value) => (Number.isFinite(value) ? value : Number.NaN)),
        });
        assert.equal(line.run, 1);
      }),
    );
  });

  test('a whole run, also what diverges', async () => {
    const run = resolvedRun('--seed', '3', '--lr', '1e-6', '1e-5', '--format', 'ndjson');
    const [first, ...lines] = (await printed(run, ndjsonFormat(run))).trim().split('\n');
    const parseLine = createLineParser(parseProblem(first!));
    const read = lines.map(parseLine);
    assert.deepEqual(
      read.flatMap((line) => (line.type === 'ended' ? [[line.run, line.status]] : [])),
      [
        [0, 'finished'],
        [1, 'diverged'],
      ],
    );
  });
});

describe('a first line is refused that', () => {
  const foreign: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['is no JSON', '#!/usr/bin/env node', /not a sinfit-tui recording/],
    ['is of another program', '{"type":"problem","program":"x"}', /not a sinfit-tui recording/],
    ['is a list', '[]', /not a sinfit-tui recording/],
    ['is a record', JSON.stringify(record), /not a sinfit-tui recording/],
    ...(
      [
        ['is of another version', { schema: 2 }, /version 2 of the format.* reads version 1/],
        ['has no options', { options: undefined }, /"options": must be an object, not missing/],
        ['has too few coefficients', { initial: [1] }, /"initial": must be a list of 4 numbers/],
        ['has another interval', { interval: [0, 1] }, /"interval": must be from -pi to pi/],
        ['has a bad seed', { seed: -1 }, /"seed": must be null or a whole number/],
        [
          'has a bad option',
          { options: { ...(problem.options as Json), degree: 12 } },
          /"degree": 12 in options: must be a whole number from 0 to 9/,
        ],
      ] as const
    ).map(
      ([what, change, message]) =>
        [what, JSON.stringify({ ...problem, ...change }), message] as const,
    ),
  ];
  for (const [what, text, message] of foreign) {
    test(what, () => {
      assert.throws(() => parseProblem(text), { constructor: RecordingError, message });
    });
  }

  test('options of later versions are ignored', () => {
    const options = { ...(problem.options as Json), colour: 'deep' };
    assert.deepEqual(parseProblem(JSON.stringify({ ...problem, options })).options, run.options);
  });
});

describe('a later line is refused', () => {
  const wrong: readonly (readonly [what: string, lines: Json[], message: RegExp])[] = [
    ['of another type', [{ ...record, type: 'x' }], /"type": must be run, record or outcome/],
    ['that is a second problem', [problem], /a second problem/],
    ['of an unknown run', [{ ...record, run: 2 }], /run 2 has not started/],
    ['with a run that is no number', [{ ...record, run: '0' }], /"run": must be a whole number/],
    [
      'that goes back',
      [record, { ...record, iteration: 98 }],
      /iteration 98 of run 0 comes after 99/,
    ],
    ['without a loss', [{ ...record, loss: undefined }], /"loss": must be null or a number/],
    ['with a negative loss', [{ ...record, loss: -1 }], /"loss": .* not -1/],
    ['with text for a number', [{ ...record, coefficients: [1, 2, 3, 'x'] }], /"coefficients"/],
    [
      'with infinite coefficients',
      [{ ...record, coefficients: [1, 2, 3, null] }],
      /"coefficients"/,
    ],
    ['with too few of them', [{ ...record, gradient: [1, 2, 3] }], /"gradient": .* 4 numbers/],
    [
      'with a rate of 0',
      [{ ...record, learningRate: 0 }],
      /"learningRate": must be a number above 0/,
    ],
    ['with an unknown end', [{ ...outcome, status: 'tired' }], /"status": must be finished,/],
    ['of a lane that is not there', [{ ...later, lane: 2 }], /"lane": must be below 2, not 2/],
    ['of a run that has begun', [later, later], /run 2 has already started/],
    [
      'that branches from nowhere',
      [{ ...later, branch: { run: 0, iteration: 99 } }],
      /a branch of run 0, which is not its lane's latest run/,
    ],
    [
      'with an optimizer that is none',
      [{ ...record, optimizer: 'adam' }],
      /"optimizer": must be an object, not "adam"/,
    ],
    [
      'with an unknown optimizer',
      [{ ...record, optimizer: { name: 'lion' } }],
      /"name": must be sgd, momentum, nesterov, rmsprop or adam, not "lion"/,
    ],
    [
      'with an optimizer without its parameter',
      [{ ...later, optimizer: { name: 'momentum' } }],
      /"beta": must be a number, not missing/,
    ],
    [
      'with a parameter that is too large',
      [{ ...record, optimizer: { ...velocity, beta: 1 } }],
      /beta must be at least 0 and below 1, not 1/,
    ],
    [
      'without what an optimizer remembers',
      [{ ...record, optimizer: { name: 'momentum', beta: 0.9 } }],
      /"velocity": must be a list of 4 numbers, not missing/,
    ],
    [
      'with Adam without its updates',
      [{ ...record, optimizer: { ...adam, updates: -1 } }],
      /"updates": must be a whole number, at least 0, not -1/,
    ],
    [
      'with a second moment below 0',
      [{ ...record, optimizer: { ...adam, secondMoment: [1, 2, -3, 4] } }],
      /"secondMoment": must be a list of numbers, at least 0, not \[1,2,-3,4\]/,
    ],
    [
      'with a branch that is none',
      [{ ...later, branch: 7 }],
      /"branch": must be null or an object/,
    ],
  ];
  for (const [what, lines, message] of wrong) {
    test(what, () => {
      assert.throws(() => parse(...lines), { constructor: RecordingError, message });
    });
  }

  test('and the right ones are taken', () => {
    assert.equal(parse(record).type, 'record');
    assert.equal(parse(record, record).type, 'changed');
    assert.equal(parse({ ...record, iteration: 98 }).type, 'changed');
    assert.equal(parse(outcome).type, 'ended');
    assert.equal(parse({ ...record, optimizer: adam }).type, 'record');
    const finished = { ...outcome, iteration: 299 };
    assert.equal(parse(finished, { ...record, iteration: 299 }).type, 'record');
    const changed = { ...record, iteration: 299, optimizer: velocity };
    assert.equal(parse(finished, changed).type, 'changed');
    assert.equal(parse(later, { ...record, run: 2 }).type, 'record');
    assert.equal(parse({ ...later, branch: { run: 1, iteration: 99 } }).type, 'started');
  });
});

test('whatever a line holds, its message is one line without control characters', () => {
  const members = fc.record(
    { type: fc.constantFrom('run', 'record', 'outcome', 'problem', 'x') },
    { requiredKeys: [] },
  );
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .tuple(fc.constantFrom(problem, record, outcome, later), members, fc.string(), fc.jsonValue())
      .map(([base, change, name, value]) =>
        JSON.stringify({ ...base, ...change, [name]: value, loss: value, seed: value }),
      ),
  );
  fc.assert(
    fc.property(line, (text) => {
      for (const parseLine of [parseProblem, createLineParser(run)]) {
        try {
          parseLine(text);
        } catch (error) {
          assert.ok(error instanceof RecordingError, String(error));
          assert.doesNotMatch(error.message, /[\p{Cc}\u2028\u2029]/u);
        }
      }
    }),
  );
});
