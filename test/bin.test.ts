import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { temporaryFolder } from './temporaryFolder.js';

const BIN = fileURLToPath(new URL('../../bin/sinfit-tui', import.meta.url));

/** Runs the program in a Node.js that claims to be of that version. */
function runOn(version: string) {
  const preload = `Object.defineProperties(process, {
    version: { value: 'v${version}' },
    versions: { value: { ...process.versions, node: '${version}' } },
  });`;
  const url = `data:text/javascript,${encodeURIComponent(preload)}`;
  return spawnSync(process.execPath, ['--import', url, BIN, '--version'], { encoding: 'utf8' });
}

describe('bin/sinfit-tui', () => {
  test('tells users of an old Node.js which versions work, in one line', () => {
    for (const version of ['4.9.1', '18.20.8', '20.18.3', '21.7.3', '22.11.0']) {
      const { status, stdout, stderr } = runOn(version);
      const line = `sinfit-tui: needs Node.js 20.19, 22.12, 23 or later; this is v${version}\n`;
      assert.deepEqual([status, stdout, stderr], [1, '', line]);
    }
  });

  test('starts on those that the package promises', () => {
    for (const version of ['20.19.0', '22.12.0', '23.0.0', '24.1.2', '26.0.0', '100.0.0']) {
      const { status, stdout, stderr } = runOn(version);
      assert.deepEqual([status, stderr], [0, ''], version);
      assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    }
    const file = new URL('../../package.json', import.meta.url);
    const { engines } = JSON.parse(readFileSync(file, 'utf8')) as { engines: { node: string } };
    assert.equal(engines.node, '^20.19.0 || ^22.12.0 || >=23');
  });

  test("runs even if the user's config file may not be read", (t) => {
    const home = temporaryFolder(t);
    const file = join(home, 'sinfit-tui', 'config.json');
    // In place of another user's file, which root may read: a folder, which nobody can.
    mkdirSync(file, { recursive: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [BIN, '--headless', '--seed', '42', '--iterations', '100'],
      { encoding: 'utf8', env: { ...process.env, XDG_CONFIG_HOME: home, APPDATA: home } },
    );
    const warning = `sinfit-tui: ${file}: is a directory, not a file; ignored\n`;
    assert.deepEqual([status, stderr], [0, warning]);
    assert.match(stdout, /^99 .*\nResult: /);
  });

  test('is understood by any Node.js', () => {
    const code = readFileSync(BIN, 'utf8');
    // What is newer than ECMAScript 5 would be an error or be translated.
    const options = { target: 'es5', minifyWhitespace: true } as const;
    assert.equal(
      transformSync(code, options).code,
      transformSync(code, { minifyWhitespace: true }).code,
    );
  });
});
