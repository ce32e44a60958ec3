import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OPTION_TABLE, type OptionDefinition, typedNames } from '../../src/options.js';

const CLI = fileURLToPath(new URL('../../src/cli.js', import.meta.url));
const OPTIONS = (OPTION_TABLE as readonly OptionDefinition[])
  .flatMap(typedNames)
  .filter((name) => name.startsWith('--'));

/** Runs a command with `sinfit-tui` in its PATH; returns what it prints. */
function run(t: TestContext, shell: string, command: string, args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sinfit-tui-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'sinfit-tui');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(program, 0o755);
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: {
      ...process.env,
      SHELL: shell,
      ZSH_NAME: '',
      PATH: `${folder}${delimiter}${process.env.PATH}`,
    },
  });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return stdout;
}

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit']).status === 0;
}

/** The script of yargs is for bash 4 and later; macOS brings version 3.2. */
const hasBash = spawnSync('bash', ['-c', '((BASH_VERSINFO[0] >= 4))']).status === 0;

/** What bash, with the script loaded, offers for the last of these words. */
function bashCompletions(t: TestContext, words: readonly string[]): string[] {
  const script = `
    source <(sinfit-tui completion)
    spec=$(complete -p sinfit-tui)
    [[ $spec =~ -F\\ ([^ ]+)\\ sinfit-tui ]]
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    "\${BASH_REMATCH[1]}"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = run(t, '/bin/bash', 'bash', ['-ec', script, 'bash', 'sinfit-tui', ...words]);
  return output.split('\n').filter((line) => line !== '');
}

test('bash completes the options', { skip: !hasBash && 'no bash 4 is there' }, (t) => {
  assert.deepEqual(bashCompletions(t, ['--sam']), ['--samples']);
  assert.deepEqual(
    bashCompletions(t, ['--no-']),
    OPTIONS.filter((name) => name.startsWith('--no-')),
  );
  assert.deepEqual(bashCompletions(t, ['--']), OPTIONS);
  assert.deepEqual(
    bashCompletions(t, ['--seed', '5', '--']),
    OPTIONS.filter((name) => name !== '--seed'),
  );
});

test('bash completes the values that are names', {
  skip: !hasBash && 'no bash 4 is there',
}, (t) => {
  assert.deepEqual(bashCompletions(t, ['--format', '']), ['text', 'ndjson', 'csv']);
  assert.deepEqual(bashCompletions(t, ['--lr', '1e-6', '--engine', 'm']), ['moments']);
});

test('bash completes the commands, and options that go with them', {
  skip: !hasBash && 'no bash 4 is there',
}, (t) => {
  assert.deepEqual(bashCompletions(t, ['rep']), ['replay']);
  assert.deepEqual(bashCompletions(t, ['']), ['completion', 'replay']);
  assert.deepEqual(bashCompletions(t, ['--ascii', 'rep']), []);
  const options = ['--ascii', '--no-ascii', '--color', '--no-color', '--headless', '--no-headless'];
  const others = ['--config', '--help', '--version'];
  assert.deepEqual(bashCompletions(t, ['replay', 'a', '--']), [...options, ...others]);
});

test('bash is left to complete the names of files, and offers no option for a value', {
  skip: !hasBash && 'no bash 4 is there',
}, (t) => {
  for (const words of [
    ['--out', ''],
    ['--config', ''],
    ['replay', ''],
    ['--seed', ''],
  ]) {
    assert.deepEqual(bashCompletions(t, words), [], words.join(' '));
  }
});

test('the script for zsh loads', { skip: !isInstalled('zsh') && 'zsh is not there' }, (t) => {
  const script =
    'autoload -Uz compinit; compinit -D -u; source <(sinfit-tui completion); print -r -- $_comps[sinfit-tui]';
  assert.match(run(t, '/bin/zsh', 'zsh', ['-fec', script]), /^_sinfit-tui_yargs_completions\n$/);
});

test('zsh gets a script of its own, and descriptions', (t) => {
  const script = run(t, '/usr/bin/zsh', process.execPath, [CLI, 'completion']);
  assert.match(script, /^#compdef sinfit-tui\n/);
  assert.match(script, / sinfit-tui --get-yargs-completions "\$\{words\[@\]\}"/);
  const request = ['--get-yargs-completions', 'sinfit-tui', '--'];
  const lines = run(t, '/usr/bin/zsh', process.execPath, [CLI, ...request]).split('\n');
  assert.ok(lines.includes('--degree:Degree of the polynomial (0 to 9)'), lines.join('\n'));
  assert.equal(lines.length, OPTIONS.length + 1);
});

test('whatever was typed so far is completed without complaint', (t) => {
  const typed = [['--seed'], ['--seed', 'x', '--'], ['--bad=', '--'], ['--lr', '1', '']];
  for (const words of [...typed, ['--__proto__', ''], ['--constructor', 'x']]) {
    const request = ['--get-yargs-completions', 'sinfit-tui', ...words];
    run(t, '/bin/bash', process.execPath, [CLI, ...request]);
  }
});
