/**
 * What the screen looks like in every state, in a real terminal emulator, against golden text in
 * test/frames that a reviewer can read. `UPDATE_FRAMES=1 npm test` writes the files anew.
 */

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { State } from '../../src/dashboard/model/state.js';
import { ascii, openTestScreen, unicode } from './screen.js';
import { scenes, sizes } from './states.js';

const frames = new URL('../../../test/frames/', import.meta.url);

function compare(name: string, shown: string): void {
  const file = new URL(`${name}.txt`, frames);
  if (process.env.UPDATE_FRAMES === '1') {
    mkdirSync(frames, { recursive: true });
    writeFileSync(file, shown);
  }
  assert.equal(shown, readFileSync(file, 'utf8'));
}

describe('the dashboard in each state', () => {
  for (const [scene, stateAt] of Object.entries(scenes)) {
    for (const size of sizes) {
      const name = `${scene}-${size.columns}x${size.rows}`;
      it(name, async () => {
        const screen = openTestScreen(size);
        await screen.draw(stateAt(size));
        compare(name, screen.emulator.styledText());
        assert.deepEqual(screen.emulator.unknownSequences, []);
        await screen.close();
      });
    }
  }
});

describe('the dashboard without Unicode and colour', () => {
  for (const scene of ['running', 'paused', 'finished', 'help']) {
    it(`${scene} in ASCII`, async () => {
      const size = { columns: 80, rows: 24 };
      const screen = openTestScreen(size, ascii);
      await screen.draw(scenes[scene]!(size));
      const shown = screen.emulator.styledText();
      assert.match(shown, /^[\n -~]*$/);
      compare(`${scene}-ascii-80x24`, shown);
      await screen.close();
    });
  }
});

describe('drawing', () => {
  it('writes nothing when nothing changed', async () => {
    const size = { columns: 80, rows: 24 };
    const screen = openTestScreen(size);
    const state = scenes.running!(size);
    await screen.draw(state);
    const before = screen.written();
    await screen.draw(state);
    assert.equal(screen.written(), before);
    await screen.close();
  });

  it('leaves nothing behind when the help is closed', async () => {
    const size = { columns: 80, rows: 24 };
    const state = scenes.running!(size);
    const screen = openTestScreen(size, unicode);
    await screen.draw(state);
    const before = screen.emulator.styledText();
    await screen.draw({ ...state, help: 0 });
    assert.notEqual(screen.emulator.styledText(), before);
    await screen.draw(state);
    assert.equal(screen.emulator.styledText(), before);
    await screen.close();
  });

  it('shows a state the same whatever was shown before', async () => {
    const size = { columns: 80, rows: 24 };
    const states = Object.values(scenes)
      .map((stateAt) => stateAt(size))
      .flatMap((state) => [state, { ...state, help: 0 }]);
    const alone = new Map<State, string>();
    for (const state of states) {
      const screen = openTestScreen(size);
      await screen.draw(state);
      alone.set(state, screen.emulator.styledText());
      await screen.close();
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...states), { minLength: 2 }), async (shown) => {
        const screen = openTestScreen(size);
        for (const state of shown) {
          await screen.draw(state);
          assert.equal(screen.emulator.styledText(), alone.get(state));
        }
        await screen.close();
      }),
      { numRuns: 20 },
    );
  });
});
