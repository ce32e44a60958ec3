import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createRecordingReader } from '../../src/recording/byteReader.js';
import { RecordingError } from '../../src/recording/members.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import { openRecording } from '../../src/recording/open.js';
import { printed, resolvedRun } from '../output/records.js';

const run = resolvedRun('--seed', '3', '--iterations', '500');
const text = await printed(run, ndjsonFormat(run));
const whole = createRecordingReader().write(Buffer.from(text));

/** The text in pieces that end at these places. */
function pieces(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const ends = [...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}

test('after the problem there are five records and an end', () => {
  assert.deepEqual(
    whole.map(({ type }) => type),
    ['record', 'record', 'record', 'record', 'record', 'ended'],
  );
});

test('however the bytes are cut, the lines are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (places) => {
      const reader = createRecordingReader();
      const lines = pieces(text, places).flatMap((piece) => [
        ...reader.write(piece),
        ...reader.flush(),
      ]);
      assert.deepEqual(lines, whole);
      assert.equal(reader.isCutOff(), false);
    }),
    { numRuns: 30 },
  );
});

test('wherever a recording is cut off, all complete lines are read', () => {
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.nat({ max: bytes.length }), (length) => {
      const reader = createRecordingReader();
      const kept = bytes.subarray(0, length);
      const events = [...reader.write(kept), ...reader.flush()];
      const complete = kept.toString().split('\n').length - 1;
      const isWhole = length > 0 && (bytes[length - 1] === 0x7d || bytes[length - 1] === 0x0a);
      // The first line tells of no event.
      assert.equal(
        (reader.problem() === null ? 0 : 1) + events.length,
        bytes[length - 1] === 0x7d && isEnd(length) ? complete + 1 : complete,
      );
      assert.equal(reader.isCutOff(), length > 0 && !(isWhole && isEnd(length)));
    }),
    { numRuns: 200 },
  );

  /** Whether a line is complete there, with or without its end. */
  function isEnd(length: number): boolean {
    return bytes[length - 1] === 0x0a || length === bytes.length || bytes[length] === 0x0a;
  }
});

describe('a wrong line is named by its number', () => {
  const damaged = text.split('\n');
  damaged[3] = damaged[3]!.slice(5);
  for (const [what, content, message] of [
    ['in the middle', damaged.join('\n'), /^line 4: not a JSON object$/],
    ['after empty lines', `\n\r\n${damaged.join('\n')}`, /^line 6: /],
    ['at the beginning', 'iteration,loss\n1,2\n', /^line 1: not a sinfit-tui recording/],
    ['too long', `${text}${'x'.repeat(200_000)}`, /^line 8: too long/],
    ['binary', `${text}\0\x1b[2J\n`, /^line 8: not a JSON object$/],
  ] as const) {
    test(what, () => {
      const reader = createRecordingReader();
      const events = reader.write(Buffer.from(content));
      assert.ok(reader.error() instanceof RecordingError);
      assert.match(reader.error()!.message, message);
      assert.deepEqual(events, whole.slice(0, events.length));
      const before = content.split('\n').filter((line) => line.trim() !== '');
      const right = (reader.problem() === null ? 0 : 1) + events.length;
      assert.equal(right, Math.min(1 + whole.length, damagedAt(before)));
    });
  }

  /** The place of the first line that is not one of the recording. */
  function damagedAt(lines: readonly string[]): number {
    return lines.findIndex((line, i) => line !== text.split('\n')[i]);
  }

  test('and nothing after it is read', () => {
    const reader = createRecordingReader();
    reader.write(Buffer.from(damaged.join('\n')));
    const { message } = reader.error()!;
    assert.deepEqual(reader.write(Buffer.from(text)), []);
    assert.deepEqual(reader.flush(), []);
    assert.equal(reader.isCutOff(), false);
    assert.equal(reader.error()!.message, message);
  });
});

test('a byte order mark and carriage returns do no harm', () => {
  const reader = createRecordingReader();
  assert.deepEqual(reader.write(Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)), whole);
});

describe('a check', () => {
  const [problem, record, ...others] = text.split('\n');
  const changed = record!.replace(/"loss":\d/, '"loss":9');
  const unchecked = (line: string) => line.replace(/,"check":"\w+"/, '');
  const read = (...lines: readonly string[]) => {
    const reader = createRecordingReader();
    const read = reader.write(Buffer.from(lines.join('\n')));
    return { lines: read, error: reader.error()?.message ?? '' };
  };

  for (const [what, lines, message] of [
    ['that does not fit', [problem!, changed, ...others], /^line 2: .* its "check" is wrong$/],
    ['of the first line', [problem!.replace('"seed":3', '"seed":4'), ''], /^line 1: .* wrong$/],
    ['that is left out', [problem!, unchecked(record!), ''], /^line 2: .* its "check" is missing$/],
    [
      'that comes late',
      [unchecked(problem!), record!, unchecked(record!), ''],
      /^line 3: .* missing/,
    ],
  ] as const) {
    test(`${what} is an error`, () => {
      assert.match(read(...lines).error, message);
    });
  }

  test('is not required of a recording without checks', () => {
    assert.deepEqual(read(...text.split('\n').map(unchecked)), { lines: whole, error: '' });
  });
});

describe('opening', () => {
  async function* source(...parts: (string | null)[]) {
    for (const part of parts) {
      yield part === null ? null : Buffer.from(part);
    }
  }

  test('gives the problem, then all the rest', async () => {
    const recording = await openRecording(source(text.slice(0, 700), null, text.slice(700), null));
    assert.deepEqual(recording.problem.initial, run.initial);
    const rest = [];
    for await (const { events } of recording.batches) {
      rest.push(...events);
    }
    assert.deepEqual(rest, whole);
  });

  for (const [what, parts, message] of [
    ['nothing', [null], /^empty recording$/],
    ['no source', [], /^empty recording$/],
    [
      'half a first line',
      [text.slice(0, 99), null],
      /^line 1: cut off, or not a sinfit-tui recording/,
    ],
  ] as const) {
    test(`refuses ${what}`, async () => {
      await assert.rejects(openRecording(source(...parts)), { message });
    });
  }
});
