/** Recordings whose numbers, depths or lengths ask for too much. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { focusedRun } from '../../src/dashboard/model/selectors.js';
import { update } from '../../src/dashboard/model/update.js';
import { createTranslator } from '../../src/dashboard/translator.js';
import { createRecordingReader } from '../../src/recording/byteReader.js';
import { EMPTY_BATCH } from '../../src/recording/open.js';
import { CLI } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';

const FAR = Number.MAX_SAFE_INTEGER;

function problem(options: object = {}): string {
  return JSON.stringify({
    ...{ type: 'problem', program: 'sinfit-tui', schema: 1, seed: 1, initial: [0, 0, 0, 0] },
    options: { iterations: 1, every: 1, ...options },
    interval: [-Math.PI, Math.PI],
  });
}

const state = { loss: 1, gradient: [0, 0, 0, 0], learningRate: 1e-6 };

function record(run: number, iteration: number): string {
  return JSON.stringify({ type: 'record', run, iteration, ...state, coefficients: [0, 0, 0, 0] });
}

function outcome(run: number, iteration: number): string {
  const end = { ...state, result: [0, 0, 0, 0] };
  return JSON.stringify({ type: 'outcome', run, status: 'finished', iteration, ...end });
}

function later(run: number, branch: object | null = null): string {
  const start = { lane: 0, seed: null, initial: [0, 0, 0, run], learningRate: 1e-6 };
  return JSON.stringify({ type: 'run', run, ...start, branch });
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

function many(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

const TOO_DEEP = /^line \d+: lists and objects are nested more than 20 deep$/;
const TOO_LONG = /^line \d+: too long for a recording$/;

const cases: Readonly<Record<string, readonly [lines: readonly string[], error: RegExp | null]>> = {
  'an iteration far beyond the end': [[record(0, 0), record(0, FAR), outcome(0, FAR)], null],
  'a run that is trained on without end': [[outcome(0, 1), record(0, 1), outcome(0, FAR)], null],
  'numbers of runs that are large': [[later(FAR), record(FAR, 0), outcome(FAR, 1)], null],
  'runs that only begin': [[many(20_000, (i) => later(i + 1))], null],
  'branches of branches': [
    [many(5000, (i) => `${record(i, i)}\n${later(i + 1, { run: i, iteration: 0 })}`)],
    null,
  ],
  'nested lists': [[record(0, 0), `{"type":${nested(5000)}}`], TOO_DEEP],
  'nested lists that nobody asks for': [
    [`${record(0, 0).slice(0, -1)},"x":${nested(40_000)}}`],
    TOO_DEEP,
  ],
  'a million nested lists': [[`{"type":${nested(1e6)}}`], TOO_LONG],
  'nested objects': [[`${'{"":'.repeat(10_000)}1${'}'.repeat(10_000)}`], TOO_DEEP],
  'a line without an end': [[record(0, 0), 'x'.repeat(3e7)], TOO_LONG],
  'a long line of blanks': [[record(0, 0), ' '.repeat(3e7), record(0, 1)], TOO_LONG],
  'options that are nested': [[], TOO_DEEP],
};

describe('a recording with', () => {
  for (const [what, [lines, error]] of Object.entries(cases)) {
    const first = what.startsWith('options')
      ? problem().replace('"every":1', `"every":${nested(5000)}`)
      : problem();
    const text = [first, ...lines, ''].join('\n');

    test(`${what} is shown, or refused with the number of the line`, () => {
      const reader = createRecordingReader();
      const events = reader.write(Buffer.from(text));
      assert.equal(reader.error() === null, error === null, reader.error()?.message);
      assert.match(reader.error()?.message ?? '', error ?? /^$/);
      const begun = reader.problem();
      if (begun === null) {
        return;
      }
      const translator = createTranslator(begun);
      const batch = { ...EMPTY_BATCH, events, atEnd: true };
      const shown = update(translator.start({ columns: 80, rows: 24 }), {
        type: 'recorded',
        events: translator.translate(batch).events,
      }).state;
      const { present, iterations } = focusedRun(shown);
      assert.ok(iterations >= present!.iteration);
    });

    test(`${what} is printed, or named in one line`, (t) => {
      const file = join(temporaryFolder(t), 'a');
      writeFileSync(file, text);
      const { status, stderr } = spawnSync(process.execPath, [CLI, 'replay', file], {
        encoding: 'utf8',
      });
      assert.equal(status, error === null ? 0 : 1);
      assert.match(stderr, /^(sinfit-tui: [^\n]*\n)?$/);
      const message =
        /: (line \d+: .*?)(; recorded up to iteration \d+)?\n$/.exec(stderr)?.[1] ?? '';
      assert.match(message, error ?? /^$/);
    });
  }

  test('ten million points and hundreds of runs takes one pass over the points', () => {
    const text = [problem({ samples: 1e7 }), many(300, (i) => later(i + 1)), ''].join('\n');
    const reader = createRecordingReader();
    const events = reader.write(Buffer.from(text));
    const translator = createTranslator(reader.problem()!);
    const batch = { ...EMPTY_BATCH, events, atEnd: true };
    assert.equal(translator.translate(batch).events.length, 300);
  });
});
