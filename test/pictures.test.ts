/** The pictures in docs/ are what the program shows. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Screen } from '../src/dashboard/render/screen.js';
import { PICTURES, type Picture, show } from './docsPictures.js';
import { renderSvg } from './svg.js';

/** The lines of a picture, without those that tell of times. */
function timeless(svg: string): string[] {
  return svg.split('\n').filter((line) => !/reached|elapsed|>[\d.]+ s</.test(line));
}

/** The lines that only the file has, and those that only the screen has. */
function differences({ name, title, animated }: Picture, screen: Screen): string[] {
  const file = timeless(readFileSync(new URL(`../../docs/${name}.svg`, import.meta.url), 'utf8'));
  const shown = timeless(renderSvg(screen, { title }));
  return [
    // An animation also shows the way to this screen.
    ...(animated ? [] : file.filter((line) => !shown.includes(line)).map((line) => `- ${line}`)),
    ...shown.filter((line) => !file.includes(line)).map((line) => `+ ${line}`),
  ];
}

for (const picture of PICTURES) {
  test(`docs/${picture.name}.svg is what the program shows`, () =>
    show(picture, async (program) => {
      const found = () => differences(picture, program.emulator.screen());
      // The last drawing may not be complete yet; of a picture that is out of date it never will be.
      await program.waitFor(() => found().length === 0, { timeout: 20_000 }).catch(() => {});
      assert.deepEqual(found(), [], 'node dist/test/pictures.js draws the pictures anew');
    }));
}
