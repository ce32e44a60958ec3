/** Unicode with a UTF-8 locale, 7-bit ASCII without one, and never an alternate character set. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type Program, SEVERAL_AT_ONCE } from './program.js';
import { startSinfit } from './sinfit.js';

/** Designates another character set than ASCII or shifts to one (ECMA-35, VT100's SCS). */
const otherCharacterSet = /\x1b[()*+\-./][^B]|[\x0e\x0f]|\x1b[nop|}~]|\x1b\[1[0-2]m/;
const beyondAscii = /[^\0-\x7f]/;

/** The whole of a short run, with every overlay and what is left on the normal screen. */
async function wholeRun(
  test: TestContext,
  env: Readonly<Record<string, string | undefined>>,
  ...args: string[]
): Promise<{ program: Program; screens: string[] }> {
  const program = startSinfit({ test, env, columns: 120, rows: 40 }, '--pace', 'max', ...args);
  const screens = [await program.waitFor('FINISHED')];
  screens.push(await program.quiet(200));
  program.press('?');
  screens.push(await program.waitFor('Help'));
  program.press('?q');
  await program.exited;
  screens.push(program.emulator.text());
  assert.match(screens.at(-1)!, /Result: y = /);
  assert.doesNotMatch(program.output, otherCharacterSet);
  assert.deepEqual(program.emulator.unknownSequences, []);
  return { program, screens };
}

describe('with a UTF-8 locale', SEVERAL_AT_ONCE, () => {
  for (const env of [
    { LANG: 'en_US.UTF-8' },
    { LANG: 'C', LC_CTYPE: 'C.UTF-8' },
    { LANG: 'C', LC_ALL: 'de_DE.utf8' },
  ]) {
    it(`${JSON.stringify(env)}: Unicode borders and braille curves`, async (test) => {
      const { screens } = await wholeRun(test, env);
      assert.match(screens[1]!, /┌─ .*─┐/);
      assert.match(screens[1]!, /└─.*─┘/);
      assert.match(screens[1]!, /[\u2801-\u28ff]/);
    });
  }
});

describe('7-bit ASCII', SEVERAL_AT_ONCE, () => {
  const cases: readonly [string, Readonly<Record<string, string | undefined>>, ...string[]][] = [
    ['with LANG=C', { LANG: 'C' }],
    ['with LANG=POSIX', { LANG: 'POSIX' }],
    ['without any locale', { LANG: undefined }],
    ['with LC_ALL=C over LANG', { LANG: 'en_US.UTF-8', LC_ALL: 'C' }],
    ['with a locale of another encoding', { LANG: 'en_US.ISO-8859-1' }],
    ['with --ascii', { LANG: 'en_US.UTF-8' }, '--ascii'],
  ];
  for (const [name, env, ...args] of cases) {
    it(name, async (test) => {
      const { program, screens } = await wholeRun(test, env, ...args);
      assert.doesNotMatch(program.output, beyondAscii);
      assert.match(screens[1]!, /\+- Loss .*-\+/);
      // The loss chart's curve, and the curves below.
      assert.match(screens[1]!, /\|[ *]*\*{4}/);
      // blessed writes "?" for what it cannot show; the dashboard only where it names that key.
      assert.doesNotMatch(screens[1]!.replace('? help', ''), /\?/);
    });
  }
});
