/**
 * What the screen looks like in every state, in a real terminal emulator, against golden text in
 * test/frames that a reviewer can read. `UPDATE_FRAMES=1 npm test` writes the files anew.
 */

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { State } from '../../src/dashboard/state.js';
import { ascii, openTestScreen } from './screen.js';
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

  it('shows a state the same whatever was shown before', async () => {
    const size = { columns: 80, rows: 24 };
    const names = Object.keys(scenes);
    const states = Object.fromEntries(names.map((name) => [name, scenes[name]!(size)]));
    const sequence = fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean()), { minLength: 2 });
    const expected = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(sequence, async (shown) => {
        const screen = openTestScreen(size);
        for (const [name, withHelp] of shown) {
          const help = withHelp ? 0 : states[name]!.help;
          await screen.draw({ ...states[name]!, help });
          const alone = `${name} ${help}`;
          if (!expected.has(alone)) {
            expected.set(alone, await drawnAlone({ ...states[name]!, help }));
          }
          assert.equal(screen.emulator.styledText(), expected.get(alone));
        }
        await screen.close();
      }),
      { numRuns: 30 },
    );
  });
});

async function drawnAlone(state: State): Promise<string> {
  const screen = openTestScreen(state.size);
  await screen.draw(state);
  const text = screen.emulator.styledText();
  await screen.close();
  return text;
}
