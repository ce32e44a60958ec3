/**
 * Recordings that were cut off or changed: the intact part or a clear error, never a crash, and
 * never a number that was not written.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { State } from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import { createTranslator } from '../../src/dashboard/translator.js';
import type { ResolvedRun } from '../../src/options/start.js';
import { printRecording } from '../../src/output/recorded.js';
import { createRecordingReader } from '../../src/recording/byteReader.js';
import { createCompleteness } from '../../src/recording/completeness.js';
import { RecordingError } from '../../src/recording/members.js';
import { EMPTY_BATCH, openRecording } from '../../src/recording/open.js';
import { firstRuns, type RunEvent } from '../../src/runs/events.js';
import { CLI } from '../terminal/sinfit.js';
import { SEED, scaled } from './scale.js';

const MUTATIONS = scaled(1000, 50_000);
const REPLAYED = scaled(8, 500);

/** One in this many truncations is printed too. */
const PRINTED = scaled(10, 1);

const recording = execFileSync(process.execPath, [
  ...[CLI, '--format', 'ndjson', '--seed', '42', '--samples', '50', '--lr', '1e-5', '1e-4'],
  ...['--iterations', '200', '--every', '50'],
]);

interface Reading {
  readonly problem: ResolvedRun | null;
  readonly events: readonly RunEvent[];
  /** Whether the end of the last line is missing. */
  readonly cutOff: boolean;
  readonly error: string | null;
}

function read(bytes: Buffer): Reading {
  const reader = createRecordingReader();
  const events: RunEvent[] = [];
  // In pieces, as files are read.
  for (let from = 0; from < bytes.length; from += 1000) {
    events.push(...reader.write(bytes.subarray(from, from + 1000)));
  }
  events.push(...reader.flush());
  const error = reader.error()?.message ?? null;
  return { problem: reader.problem(), events, cutOff: reader.isCutOff(), error };
}

const { problem, events: intact } = read(recording);
const written = new Set(intact.map(lineOf));

/** What was written: a record that is there twice is read as a change of the learning rate. */
function lineOf(event: RunEvent): string {
  return JSON.stringify(event.type === 'changed' ? { ...event, type: 'record' } : event);
}

/** What is missing between the events according to the program. */
function completenessOf(events: readonly RunEvent[]) {
  const completeness = createCompleteness(firstRuns(problem!), 50);
  events.forEach(completeness.accept);
  return completeness;
}

/** What the dashboard shows of that. */
function shown({ problem, events, cutOff }: Omit<Reading, 'error'>): State | null {
  if (problem === null) {
    return null;
  }
  const translator = createTranslator(problem);
  const translated = translator.translate({ ...EMPTY_BATCH, events, atEnd: true, cutOff });
  const start = translator.start({ columns: 80, rows: 24 });
  const { state } = update(start, { type: 'recorded', events: translated.events });
  return update(state, { type: 'warning', text: translated.warning! }).state;
}

/** What is kept of the runs in it. */
function statesOf(state: State | null): string[] {
  return (state?.live ?? [])
    .flatMap(({ history, present }) => [...history.snapshots, present])
    .map((snapshot) => JSON.stringify(snapshot));
}

/** What a replay prints, and what it warns of or refuses. */
async function print(bytes: Buffer): Promise<{ out: string; problem: string | null }> {
  async function* pieces() {
    yield bytes;
    yield null;
  }
  let out = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      out += chunk;
      done();
    },
  });
  try {
    const printed = await printRecording(await openRecording(pieces()), stdout);
    return { out, problem: printed.error?.message ?? printed.missing };
  } catch (error) {
    assert.ok(error instanceof RecordingError, String(error));
    return { out, problem: error.message };
  }
}

const known = new Set(statesOf(shown(read(recording))));

function assertClear(message: string): void {
  assert.match(message, /^line \d+: [^\p{Cc}\u2028\u2029\u202a-\u202e]+$/u);
  assert.ok(message.length < 400, message);
}

describe(`a recording of ${recording.length} bytes`, () => {
  it('is read as a whole', () => {
    assert.equal(1 + intact.length, recording.toString().trimEnd().split('\n').length);
    assert.equal(intact.at(-1)?.type, 'ended');
  });

  it('cut off at any byte: all lines before, and word of the one that is not whole', () => {
    for (let length = 0; length < recording.length; length++) {
      const { problem, events, cutOff, error } = read(recording.subarray(0, length));
      assert.equal(error, null);
      assert.deepEqual(events, intact.slice(0, events.length));
      const part = recording.subarray(0, length).toString().split('\n').at(-1)!;
      const last = recording.toString().split('\n')[problem === null ? -1 : events.length];
      assert.equal(cutOff, part !== '' && part !== last, `${length} bytes`);
    }
  });

  it('cut off at any byte and printed: the intact part, and a warning or an error', async (test) => {
    test.diagnostic(`seed ${SEED}`);
    const whole = await print(recording);
    assert.equal(whole.problem, null);
    // Without its newline the last line is as good.
    for (let length = SEED % PRINTED; length < recording.length - 1; length += PRINTED) {
      const { out, problem } = await print(recording.subarray(0, length));
      assert.notEqual(problem, null, `${length} bytes`);
      assert.ok(whole.out.startsWith(out), `${length} bytes`);
    }
  });

  const position = fc.nat({ max: recording.length - 1 });
  const replaced = (from: number, to: number, by: Buffer): Buffer =>
    Buffer.concat([recording.subarray(0, from), by, recording.subarray(to)]);
  const shuffled = fc
    .tuple(fc.nat({ max: intact.length - 1 }), fc.nat({ max: intact.length - 1 }))
    .map(([from, to]) => {
      const lines = recording.toString().split('\n');
      lines.splice(to, 0, lines[from]!);
      return Buffer.from(lines.join('\n'));
    });
  const damaged = fc.oneof(
    fc.tuple(position, fc.nat({ max: 255 })).map(([at, byte]) => {
      return replaced(at, at + 1, Buffer.from([byte]));
    }),
    fc.tuple(position, fc.nat({ max: 2000 })).map(([at, count]) => {
      return replaced(at, at + count, Buffer.alloc(0));
    }),
    fc.tuple(position, fc.nat({ max: 2000 })).map(([at, count]) => {
      return replaced(at, at, recording.subarray(at, at + count));
    }),
    fc.tuple(position, fc.uint8Array({ maxLength: 40 })).map(([at, bytes]) => {
      return replaced(at, at, Buffer.from(bytes));
    }),
    fc
      .tuple(position, fc.constantFrom('null', '1e999', '{}', '"x"', '-1', '[]', '\x1b[31m', '\0'))
      .map(([at, text]) => replaced(at, at + text.length, Buffer.from(text))),
    shuffled,
  );

  it(`changed in ${MUTATIONS} ways: lines that were written, or refused in one clear line`, (test) => {
    const counts = { refused: 0, untouched: 0, cut: 0, other: 0 };
    fc.assert(
      fc.property(damaged, (bytes) => {
        const reading = read(bytes);
        const { problem, events, cutOff, error } = reading;
        if (error !== null) {
          assertClear(error);
          counts.refused += 1;
        } else if (cutOff) {
          counts.cut += 1;
        } else if (JSON.stringify(events) === JSON.stringify(intact) && problem !== null) {
          counts.untouched += 1;
        } else {
          counts.other += 1;
          // A line may be there twice; one that is missing is reported.
          if (completenessOf(events).missing() === null) {
            const there = new Set(events.map(lineOf));
            assert.equal(there.size, written.size, 'a line is missing silently');
          }
        }
        for (const event of events) {
          assert.ok(written.has(lineOf(event)), lineOf(event));
        }
        const state = shown(reading);
        assert.ok(statesOf(state).every((snapshot) => known.has(snapshot)));
        const warns = cutOff || completenessOf(events).missing() !== null;
        assert.equal(state !== null && state.warning !== null, state !== null && warns);
      }),
      { numRuns: MUTATIONS },
    );
    test.diagnostic(JSON.stringify(counts));
    assert.ok(counts.refused > MUTATIONS / 2);
  });

  it(`and given to replay ${REPLAYED} times: no line but those of the run, one message at most`, (test) => {
    const replay = (input: Buffer) =>
      spawnSync(process.execPath, [CLI, 'replay', '-'], { input, encoding: 'utf8' });
    const lines = new Set(replay(recording).stdout.split('\n'));
    const counts: Record<string, number> = {};
    fc.assert(
      fc.property(damaged, (bytes) => {
        const { status, stdout, stderr } = replay(bytes);
        assert.ok(status === 0 || status === 1, `${status} ${stderr}`);
        for (const line of stdout.split('\n')) {
          assert.ok(lines.has(line), line);
        }
        assert.match(stderr, /^(sinfit-tui: stdin: [^\p{Cc}\u2028\u2029]+\n)?$/u);
        assert.ok(status === 0 || stderr !== '');
        if (stderr === '') {
          assert.deepEqual(new Set(stdout.split('\n')), lines, 'a line is missing silently');
        }
        counts[status] = (counts[status] ?? 0) + 1;
      }),
      { numRuns: REPLAYED },
    );
    test.diagnostic(JSON.stringify(counts));
  });
});
