import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { type Invocation, typedProgram } from '../../src/options/typedProgram.js';
import { shellQuoted } from '../../src/text/quote.js';

const script = '/p/bin/sinfit-tui';

function typed(invocation: Partial<Invocation>): string {
  return typedProgram({ script, node: 'node', directory: '/p', environment: {}, ...invocation });
}

test('installed, it is found on the PATH, as the first of its name', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'sinfit-tui-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const [first, second] = ['first', 'second'].map((name) => join(root, name)) as [string, string];
  for (const directory of [first, second]) {
    mkdirSync(directory);
    writeFileSync(join(directory, 'sinfit-tui'), '');
  }
  const environment = { PATH: `/nowhere:${first}:${second}` };
  assert.equal(typed({ script: join(first, 'sinfit-tui'), environment }), 'sinfit-tui');
  const other = join(second, 'sinfit-tui');
  assert.equal(typed({ script: other, environment }), `node ${other}`);
});

test('after npm start it is npm start again, where that works', () => {
  const npm = { npm_lifecycle_event: 'start', npm_package_name: 'sinfit-tui' };
  for (const INIT_CWD of ['/p', '/p/src', undefined]) {
    assert.equal(typed({ environment: { ...npm, INIT_CWD } }), 'npm start --');
  }
  assert.equal(typed({ environment: { ...npm, INIT_CWD: '/q' } }), `node ${script}`);
  const others = { npm_lifecycle_event: 'start', npm_package_name: 'course' };
  const local = '/c/node_modules/.bin/sinfit-tui';
  const environment = { ...others, PATH: '/c/node_modules/.bin' };
  assert.equal(typed({ script: local, directory: '/c', environment }), 'npx sinfit-tui');
  assert.equal(
    typed({ environment: { ...npm, npm_lifecycle_event: 'test' } }),
    'node bin/sinfit-tui',
  );
});

test('after npx it is npx again', () => {
  assert.equal(typed({ environment: { npm_lifecycle_event: 'npx' } }), 'npx sinfit-tui');
  const cached = '/h/.npm/_npx/1f/node_modules/.bin/sinfit-tui';
  assert.equal(typed({ script: cached }), 'npx sinfit-tui');
});

test('otherwise it is the file, as seen from the working directory', () => {
  assert.equal(typed({}), 'node bin/sinfit-tui');
  assert.equal(typed({ directory: '/p/bin' }), 'node sinfit-tui');
  assert.equal(typed({ directory: '/q' }), 'node /p/bin/sinfit-tui');
  assert.equal(typed({ node: '/my node' }), "'/my node' bin/sinfit-tui");
  assert.equal(typed({ script: "/it's a/bin/sinfit-tui" }), `node '/it'\\''s a/bin/sinfit-tui'`);
});

test('a word is quoted for the shell only if necessary', () => {
  for (const plain of ['run.json', '/a/b-c_d/x=1,2:3@4%5+6']) {
    assert.equal(shellQuoted(plain, 'linux'), plain);
  }
  const words = ['', 'a b', "it's", '$HOME', '`x`', 'a"b', 'a\\b', '*', '~', '#', 'ü', '!', 'a;b'];
  const line = `printf '%s\\n' ${words.map((word) => shellQuoted(word, 'linux')).join(' ')}`;
  assert.equal(execFileSync('sh', ['-c', line], { encoding: 'utf8' }), `${words.join('\n')}\n`);
  assert.equal(shellQuoted('C:\\a b\\c', 'win32'), '"C:\\a b\\c"');
  assert.doesNotMatch(shellQuoted('a\u001b[2J', 'linux'), /\u001b/);
});
