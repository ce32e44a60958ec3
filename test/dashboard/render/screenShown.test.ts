import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Screen, screenText } from '../../../src/dashboard/render/screen.js';
import { ascii, openTestScreen, unicode } from '../screen.js';
import { scenes, sizes } from '../states.js';

/** What a terminal could show too, and the program does not draw. */
const UNUSED = { dim: false, underline: false, background: null };

/** How every cell looks that is not blank, by row and column; nobody sees a bold blank. */
function styles({ rows }: Screen): Map<string, object> {
  return new Map(
    rows.flatMap((segments, row) =>
      segments.flatMap(({ column, text, style }) =>
        [...text].flatMap((character, i) =>
          character === ' ' && !style.inverse
            ? []
            : [
                [
                  `${row},${column + i}`,
                  { ...UNUSED, ...style, bold: style.bold && character !== ' ' },
                ] as const,
              ],
        ),
      ),
    ),
  );
}

describe('what the program takes to be on the screen is what a terminal shows', () => {
  for (const [scene, stateAt] of Object.entries(scenes)) {
    for (const capabilities of [unicode, ascii]) {
      test(`${scene}${capabilities.unicode ? '' : ', in ASCII'}`, async () => {
        const screen = openTestScreen(sizes[0]!, capabilities);
        await screen.draw(stateAt(sizes[0]!));
        const shown = screen.shown();
        assert.equal(screenText(shown), `${screen.emulator.text()}\n`);
        assert.deepEqual(styles(shown), styles(screen.emulator.screen()));
        await screen.close();
      });
    }
  }
});
