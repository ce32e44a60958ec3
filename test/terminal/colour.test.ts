/** Not one colour escape where colour is not wanted, and only the six in use where it is. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { header } from '../../src/dashboard/panels/header.js';
import { createTheme } from '../../src/dashboard/style/theme.js';
import { scenes } from '../dashboard/states.js';
import { SEVERAL_AT_ONCE } from './program.js';
import { startSinfit } from './sinfit.js';

type Environment = Readonly<Record<string, string>>;

/** Every parameter of every select-graphic-rendition sequence in the output. */
function graphicRenditions(output: string): number[] {
  return [...output.matchAll(/\x1b\[([\d;:]*)m/g)].flatMap(([, parameters]) =>
    parameters!.split(/[;:]/).map(Number),
  );
}

/** Parameters that set or reset a colour (ECMA-48, xterm's 90 to 107). */
const isColour = (parameter: number): boolean =>
  (parameter >= 30 && parameter <= 49) || (parameter >= 90 && parameter <= 107);

/** Runs through a finished and a diverged run, pause and help. */
async function everyState(test: TestContext, env: Environment, args: readonly string[]) {
  const outputs: string[] = [];
  for (const lr of ['1e-6', '1e-5']) {
    const program = startSinfit({ test, env }, '--pace', '1', '--lr', lr, ...args);
    // So slow that none ends meanwhile; once the limit is known the second one says that it does not
    // converge.
    await program.waitFor(/RUNNING|NOT CONVERGING/);
    program.press(' ');
    await program.waitFor('PAUSED');
    program.press('?');
    await program.waitFor('Help');
    program.press(`? ${'+'.repeat(12)}`);
    await program.waitFor(/FINISHED|DIVERGED/);
    await program.quiet(100);
    program.press('q');
    await program.exited;
    outputs.push(program.output);
  }
  return outputs.join('');
}

describe('no colour', SEVERAL_AT_ONCE, () => {
  const cases: readonly [string, Environment, ...string[]][] = [
    ['with NO_COLOR', { NO_COLOR: '1' }],
    ['with --no-color', {}, '--no-color'],
    ['with TERM=vt100', { TERM: 'vt100' }],
    ['with --no-color over FORCE_COLOR', { FORCE_COLOR: '1' }, '--no-color'],
    ['with FORCE_COLOR=0', { FORCE_COLOR: '0' }],
  ];
  for (const [name, env, ...args] of cases) {
    it(name, async (test) => {
      const renditions = graphicRenditions(await everyState(test, env, args));
      assert.deepEqual(renditions.filter(isColour), []);
      // Bold and reverse are left.
      assert.ok(renditions.includes(1) && renditions.includes(7));
    });
  }
});

/** Of the terminal's own 16: bright red and blue, magenta, cyan, green and yellow, on its own background. */
const IN_USE = new Set([91, 94, 35, 36, 32, 33]);

describe('colour', SEVERAL_AT_ONCE, () => {
  it('is one of six, whatever is shown', async (test) => {
    const rates = ['1e-8', '1e-7', '5e-7', '1e-6', '2e-6', '1e-5'];
    const program = startSinfit({ test }, '--pace', 'max', '--lr', ...rates);
    await program.waitFor(/FINISHED/);
    program.press('o');
    for (const key of ['r', 'v', 'v', 'v', '\x1b[D', '\t', '\t', '\t', '\t', '\t', '?']) {
      program.press(key);
      await program.quiet(100);
    }
    await program.waitFor('Help');
    assert.deepEqual(new Set(graphicRenditions(program.output).filter(isColour)), IN_USE);
  });

  const cases: readonly [string, Environment, ...string[]][] = [
    ['without being asked for', {}],
    ['with an empty NO_COLOR', { NO_COLOR: '' }],
    ['with FORCE_COLOR over NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }],
    ['with FORCE_COLOR over TERM=vt100', { TERM: 'vt100', FORCE_COLOR: '1' }],
    ['with --color over NO_COLOR', { NO_COLOR: '1' }, '--color'],
    ['with --color over TERM=vt100', { TERM: 'vt100' }, '--color'],
    ['with --color over FORCE_COLOR=0', { FORCE_COLOR: '0' }, '--color'],
  ];
  for (const [name, env, ...args] of cases) {
    it(name, async (test) => {
      const program = startSinfit({ test, env }, '--pace', 'max', ...args);
      await program.waitFor('FINISHED');
      const colours = new Set(graphicRenditions(program.output).filter(isColour));
      assert.ok(colours.size > 0);
      for (const colour of colours) {
        assert.ok(IN_USE.has(colour), `${colour}`);
      }
      // Node.js warns of FORCE_COLOR over NO_COLOR.
      assert.doesNotMatch(program.output, /Warning/);
    });
  }
});

describe('without colour', () => {
  it('every state differs from the others in its characters', () => {
    const names = ['starting', 'running', 'paused', 'finished', 'diverged'];
    const badges = names.map((name) => {
      const state = scenes[name]!({ columns: 80, rows: 24 });
      const text = header(state, { columns: 80, rows: 2 }, createTheme(false, false))[0]!.map(
        (span) => span.text,
      );
      return text.at(-1)!.trim();
    });
    assert.equal(new Set(badges).size, names.length, badges.join());
    for (const [i, name] of names.entries()) {
      assert.ok(badges[i]!.endsWith(name.toUpperCase()), badges[i]);
    }
  });
});
