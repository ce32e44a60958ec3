import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { drawShapes } from '../../../src/dashboard/export/shapes.js';

const CELL = { left: 100, top: 40, width: 8, height: 16 };

describe('shapes', () => {
  test('of braille are its dots', () => {
    // Unicode names them 1 to 8: 1, 2, 3, 7 down the left side, 4, 5, 6, 8 down the right.
    assert.equal(drawShapes('⠁', CELL).dots, 'M102 42h0');
    assert.equal(drawShapes('⡀', CELL).dots, 'M102 54h0');
    assert.equal(drawShapes('⢈', CELL).dots, 'M106 42h0M106 54h0');
    assert.equal(drawShapes('⠀', CELL).dots, '');
    assert.equal(drawShapes('⣿', CELL).dots.match(/M/g)!.length, 8);
  });

  test('of box lines meet in the middle of cells and at their edges', () => {
    assert.equal(drawShapes('┌', CELL).lines, 'M104 48H108M104 48V56');
    assert.equal(drawShapes('┤', CELL).lines, 'M100 48H104M104 40V56');
    assert.equal(drawShapes('│', CELL).lines, 'M104 40V56');
  });

  test('of neighbours are one line', () => {
    assert.equal(drawShapes('──', CELL).lines, 'M100 48H116');
  });

  test('stay within their cells', () => {
    const character = fc.oneof(
      fc.constantFrom(...'─│┌┐└┘├┤┬┴┼'),
      fc.nat(255).map((bits) => String.fromCharCode(0x2800 + bits)),
    );
    fc.assert(
      fc.property(character, fc.nat(200), (text, column) => {
        const left = CELL.left + column * CELL.width;
        const { dots, lines } = drawShapes(text, { ...CELL, left });
        const points = [...`${dots}${lines}`.matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g)];
        for (const [, command, first, second] of points) {
          const x = command === 'V' ? null : Number(first);
          const y = command === 'V' ? Number(first) : second && Number(second);
          assert.ok(x === null || (x >= left && x <= left + CELL.width), `${text}: ${x}`);
          assert.ok(!y || (y >= CELL.top && y <= CELL.top + CELL.height), `${text}: ${y}`);
        }
      }),
    );
  });
});
