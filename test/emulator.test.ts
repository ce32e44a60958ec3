// The meaning of the sequences is that of ECMA-48 and xterm's "Control Sequences".

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createEmulator, describeStyle, type Emulator } from './emulator.js';

async function show(data: string, size = { columns: 20, rows: 4 }): Promise<Emulator> {
  const emulator = createEmulator(size);
  await emulator.write(data);
  return emulator;
}

describe('text', () => {
  test('is the rows without blanks at their ends', async () => {
    const emulator = await show('one  \r\n  two\x1b[4;18Hend');
    assert.equal(emulator.text(), `one\n  two\n\n${' '.repeat(17)}end`);
  });

  test('is the visible text after scrolling', async () => {
    const emulator = await show('1\r\n2\r\n3\r\n4\r\n5\r\n6');
    assert.equal(emulator.text(), '3\n4\n5\n6');
  });

  test('holds braille and box characters in one cell each', async () => {
    const emulator = await show('┌⣀⡠┐x');
    assert.equal(emulator.text().split('\n')[0], '┌⣀⡠┐x');
    assert.deepEqual(emulator.cursor, { row: 0, column: 5 });
  });

  test('keeps to the new size', async () => {
    const emulator = await show('\x1b[?1049h\x1b[1;1H0123456789abcdefghij');
    emulator.resize({ columns: 10, rows: 2 });
    assert.equal(emulator.columns, 10);
    assert.equal(emulator.rows, 2);
    assert.equal(emulator.text(), '0123456789\n');
  });
});

describe('styles', () => {
  test('of a cell are the attributes and colours it was written with', async () => {
    const emulator = await show(
      '\x1b[1mb\x1b[0;2md\x1b[0;4mu\x1b[0;7mi\x1b[0;31;44mr\x1b[0;92mg' +
        '\x1b[0;38;5;208mo\x1b[0;48;2;1;2;255mt\x1b[0mp',
    );
    const styles = Array.from({ length: 9 }, (_, column) =>
      describeStyle(emulator.styleAt(0, column)),
    );
    assert.deepEqual(styles, [
      ...['bold', 'dim', 'underline', 'inverse', 'red on blue', 'bright-green'],
      ...['208', 'on #0102ff', ''],
    ]);
  });

  test('outside the screen are a RangeError', async () => {
    const emulator = await show('');
    assert.throws(() => emulator.styleAt(4, 0), RangeError);
    assert.throws(() => emulator.styleAt(0, 20), RangeError);
  });

  test('form segments that blanks neither divide nor lengthen', async () => {
    const emulator = await show('a \x1b[1;32mtwo words  \x1b[0m \x1b[7m x ');
    const segments = emulator
      .screen()
      .rows[0]?.map((segment) => [segment.column, segment.width, segment.text]);
    assert.deepEqual(segments, [
      [0, 1, 'a'],
      [2, 9, 'two words'],
      [14, 3, ' x '],
    ]);
  });

  test('count wide characters as two columns', async () => {
    const emulator = await show('\x1b[1m漢字\x1b[0m.');
    const segments = emulator
      .screen()
      .rows[0]?.map((segment) => [segment.column, segment.width, segment.text]);
    assert.deepEqual(segments, [
      [0, 4, '漢字'],
      [4, 1, '.'],
    ]);
  });

  test('are listed after the text, equal segments below one another as one area', async () => {
    const box = '\x1b[36m┌──┐\r\n│\x1b[39mab\x1b[36m│\r\n│\x1b[39;1mcd\x1b[22;36m│\x1b[m';
    const emulator = await show(box, { columns: 6, rows: 4 });
    assert.equal(
      emulator.styledText(),
      [
        ...['┌──┐', '│ab│', '│cd│', ''],
        '--- styles ---',
        ...['1:1-4 cyan', '2-3:1 cyan', '2-3:4 cyan', '3:2-3 bold'],
      ].join('\n'),
    );
  });

  test('of a screen taken earlier do not change', async () => {
    const emulator = await show('before');
    const screen = emulator.screen();
    await emulator.write('\x1b[H\x1b[2J');
    assert.equal(screen.rows[0]?.[0]?.text, 'before');
  });
});

describe('modes', () => {
  test('include the alternate screen, which leaves the normal one unchanged', async () => {
    const emulator = await show('normal');
    assert.equal(emulator.alternate, false);
    await emulator.write('\x1b[?1049h\x1b[2J\x1b[Halternate');
    assert.equal(emulator.alternate, true);
    assert.match(emulator.text(), /^alternate\n/);
    await emulator.write('\x1b[?1049l');
    assert.equal(emulator.alternate, false);
    assert.match(emulator.text(), /^normal\n/);
  });

  test('include whether the cursor is visible', async () => {
    const emulator = await show('');
    assert.equal(emulator.cursorVisible, true);
    for (const [sequence, visible] of [
      ['\x1b[?25l', false],
      ['\x1b[?12;25h', true],
      ['\x1b[?25l', false],
      ['\x1b[!p', true],
      ['\x1b[?25l\x1bc', true],
    ] as const) {
      await emulator.write(sequence);
      assert.equal(emulator.cursorVisible, visible, JSON.stringify(sequence));
    }
  });

  test('include mouse tracking and bracketed paste', async () => {
    const emulator = await show('');
    assert.equal(emulator.mouseTracking, 'none');
    assert.equal(emulator.bracketedPaste, false);
    await emulator.write('\x1b[?1000h\x1b[?2004h');
    assert.equal(emulator.mouseTracking, 'vt200');
    assert.equal(emulator.bracketedPaste, true);
    await emulator.write('\x1b[?1000l\x1b[?2004l');
    assert.equal(emulator.mouseTracking, 'none');
    assert.equal(emulator.bracketedPaste, false);
  });
});

describe('stray output', () => {
  test('queries are kept with the answers a terminal would give', async () => {
    const emulator = await show('ab\x1b[6n');
    assert.deepEqual(emulator.replies, ['\x1b[1;3R']);
  });

  test('unknown sequences are kept, known ones are not', async () => {
    const emulator = await show('\x1b[1;31m\x1b[?1049h\x1b]0;title\x07\x1b(0q\x1b(B');
    assert.deepEqual(emulator.unknownSequences, []);
    assert.deepEqual(emulator.replies, []);
    await emulator.write('\x1b[5!z');
    assert.equal(emulator.unknownSequences.length, 1);
    assert.match(emulator.unknownSequences[0] ?? '', /CSI/);
  });
});
