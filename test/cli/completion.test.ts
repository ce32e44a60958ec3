import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { describe, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SHELLS, type Shell } from '../../src/cli/commands.js';
import { completions } from '../../src/cli/completion.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { OPTION_TABLE, type OptionDefinition } from '../../src/options/table.js';
import { typedNames } from '../../src/options/words.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { startProgram } from '../terminal/program.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/sinfit-tui', import.meta.url));
const OPTIONS = (OPTION_TABLE as readonly OptionDefinition[])
  .flatMap(typedNames)
  .filter((name) => name.startsWith('--'));

/** Completions for bash, which wants no descriptions. */
function complete(...words: readonly string[]): readonly string[] {
  process.env.SHELL = 'bash';
  return completions(words);
}

/** Those of them that begin as the last word does. */
function fitting(...words: readonly string[]): readonly string[] {
  return complete(...words).filter((name) => name.startsWith(words.at(-1)!));
}

describe('completions', () => {
  test('are the options that are not typed yet', () => {
    assert.deepEqual(fitting('--sam'), ['--samples']);
    assert.deepEqual(
      fitting('--no-'),
      OPTIONS.filter((name) => name.startsWith('--no-')),
    );
    assert.deepEqual(complete('--'), OPTIONS);
    assert.deepEqual(
      complete('--seed', '5', '--'),
      OPTIONS.filter((name) => name !== '--seed'),
    );
    assert.deepEqual(
      complete('--lr', '1e-6', '2e-6', ''),
      OPTIONS.filter((name) => name !== '--lr' && name !== '--learning-rate'),
    );
  });

  test('are the values that are names, even after an equals sign', () => {
    assert.deepEqual(complete('--format', ''), ['text', 'ndjson', 'csv']);
    assert.deepEqual(complete('--lr', '1e-6', '--engine', 'm'), ['pointwise', 'moments']);
    // As zsh and fish have it, and as bash has it.
    for (const words of [
      ['--format=c'],
      ['--format', '=', 'c'],
      ['--format', '='],
      ['--format='],
    ]) {
      assert.deepEqual(complete(...words), ['text', 'ndjson', 'csv'], words.join(' '));
    }
    const optimizers = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'];
    for (const words of [
      ['--optimizer', ''],
      ['--optimizer=a'],
      ['--seed', '1', '--optimizer', 'sgd', 'momentum:0.5', 'a'],
    ]) {
      assert.deepEqual(complete(...words), optimizers, words.join(' '));
    }
    assert.ok(complete('--optimizer', 'sgd', '--').includes('--seed'));
    assert.deepEqual(complete('--ascii='), ['true', 'false']);
  });

  test('are the commands, and what goes with them', () => {
    assert.deepEqual(complete(''), ['replay', 'learn', 'completion']);
    assert.deepEqual(fitting('--ascii', 'rep'), ['replay']);
    assert.deepEqual(fitting('--seed', '1', 'rep'), []);
    assert.deepEqual(complete('completion', ''), SHELLS);
    const playing = ['--pace', '--paused', '--no-paused'];
    const options = [...playing, '--ascii', '--no-ascii', '--color', '--no-color', '--headless'];
    const others = ['--no-headless', '--config', '--help', '--version'];
    assert.deepEqual(complete('replay', 'a', '--'), [...options, ...others]);
    assert.deepEqual(complete('--out', 'replay', '--'), [
      ...OPTIONS.filter((name) => name !== '--out'),
    ]);
  });

  test('are the lessons, once one is asked for', () => {
    assert.deepEqual(complete('learn', ''), LESSON_NAMES);
    assert.deepEqual(fitting('learn', 'li'), ['limit']);
    assert.deepEqual(complete('learn', 'own'), []);
    assert.deepEqual(complete('learn', 'limit', ''), []);
    assert.deepEqual(fitting('learn', 'limit', '--an'), ['--announce', '--answers']);
    assert.deepEqual(fitting('--announce', 'lea'), ['learn']);
  });

  test('are left to the shell for file names, and if there is no list', () => {
    for (const words of [
      ['--out', ''],
      ['--out=r'],
      ['--out', '='],
      ['--config', ''],
      ['replay', ''],
      ['--headless', 'replay', 'r'],
      ['replay', '--', '-'],
      ['--', ''],
      ['--seed', ''],
    ]) {
      assert.deepEqual(complete(...words), [], words.join(' '));
    }
  });

  test('never cause an error, whatever was typed so far', () => {
    const typed = [['--seed'], ['--seed', 'x', '--'], ['--bad=', '--'], ['--lr', '1', ''], []];
    for (const words of [...typed, ['--__proto__', ''], ['--constructor', 'x'], ['constructor']]) {
      complete(...words);
    }
  });
});

/** What is there to be completed: a folder with two files, a home, and the program in the PATH. */
function surroundings(t: TestContext) {
  const folder = temporaryFolder(t);
  const program = join(folder, 'bin', 'sinfit-tui');
  // Without the last one, fish begins to read all manual pages when it starts.
  const generated = 'home/.local/share/fish/generated_completions';
  for (const name of ['bin', 'work', 'home/.config/fish/completions', generated]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  for (const name of ['run.ndjson', 'config.json']) {
    writeFileSync(join(folder, 'work', name), '');
  }
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(program, 0o755);
  const HOME = join(folder, 'home');
  const env = {
    HOME,
    // The user's own shell is another one.
    SHELL: '/bin/sh',
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    ZDOTDIR: HOME,
    XDG_CONFIG_HOME: join(HOME, '.config'),
  };
  return { cwd: join(folder, 'work'), env };
}

/** How each shell is started, how many tabs it takes to see a list, and where its script goes. */
const STARTS: Readonly<Record<Shell, { args: string[]; tabs: string; script: string }>> = {
  bash: { args: ['-i'], tabs: '\t\t', script: '~/.bashrc' },
  zsh: { args: ['-i'], tabs: '\t', script: '~/.zshrc' },
  fish: {
    // Else it shows a completion even before it is asked for one.
    args: ['-i', '-C', 'set -g fish_autosuggestion_enabled 0'],
    tabs: '\t',
    script: '~/.config/fish/completions/sinfit-tui.fish',
  },
};

for (const shell of SHELLS) {
  const isInstalled = spawnSync(shell, ['-c', 'exit']).status === 0;

  test(`${shell} completes the arguments of the packed program`, {
    skip: !isInstalled && `${shell} is not there`,
  }, async (t) => {
    const { args, tabs, script } = STARTS[shell];
    const { cwd, env } = surroundings(t);
    const installed = spawnSync('sh', ['-c', `sinfit-tui completion ${shell} >> ${script}`], {
      env,
      encoding: 'utf8',
    });
    assert.deepEqual([installed.status, installed.stderr], [0, '']);
    const program = startProgram(shell, args, { test: t, cwd, env });
    await program.waitFor(/[#$%>] *$/m);
    for (const [typed, completed] of [
      ['--sam', '--samples'],
      ['--no-asc', '--no-ascii'],
      ['--seed 1 --format c', '--format csv'],
      ['--format=c', '--format=csv'],
      ['--out ru', '--out run.ndjson'],
      ['--out=ru', '--out=run.ndjson'],
      ['--config co', '--config config.json'],
      ['rep', 'sinfit-tui replay'],
      ['--headless rep', '--headless replay'],
      ['replay ru', 'replay run.ndjson'],
      ['replay --hea', 'replay --headless'],
      ['completion z', 'completion zsh'],
    ] as const) {
      program.press(`sinfit-tui ${typed}`);
      await program.waitFor(`sinfit-tui ${typed}`);
      program.press('\t');
      await program.waitFor(completed);
      program.press('\x15');
      await program.waitFor((screen) => !screen.includes(completed));
    }
    program.press(`sinfit-tui --engine ${tabs}`);
    const screen = await program.waitFor(/pointwise/);
    assert.match(screen, /moments/);
    assert.doesNotMatch(program.output, /command not found|unknown command|error/i);
  });
}

test('zsh loads the script where compinit has run', {
  skip: spawnSync('zsh', ['-c', 'exit']).status !== 0 && 'zsh is not there',
}, (t) => {
  const script =
    'autoload -Uz compinit; compinit -D -u; source <(sinfit-tui completion zsh); print -r -- $_comps[sinfit-tui]';
  const { status, stdout, stderr } = spawnSync('zsh', ['-fec', script], {
    ...surroundings(t),
    encoding: 'utf8',
  });
  assert.deepEqual([status, stdout, stderr], [0, '_sinfit_tui\n', '']);
});

test('zsh and fish are given descriptions', (t) => {
  for (const [shell, separator] of [
    ['zsh', ':'],
    ['fish', '\t'],
  ] as const) {
    const { env } = surroundings(t);
    const { stdout } = spawnSync('sinfit-tui', ['--get-yargs-completions', 'sinfit-tui', '--'], {
      env: { ...env, SHELL: shell },
      encoding: 'utf8',
    });
    const lines = stdout.trimEnd().split('\n');
    assert.ok(lines.includes(`--degree${separator}Degree of the polynomial (0 to 9)`), stdout);
    assert.equal(lines.length, OPTIONS.length);
  }
});
