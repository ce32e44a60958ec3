/** Every command in the documentation works as it stands there. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { CLI } from './packed.js';
import { SEVERAL_AT_ONCE, startProgram } from './terminal/program.js';

const root = new URL('../../', import.meta.url);
const pages = [
  'README.md',
  ...readdirSync(new URL('docs', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

function textOf(page: string): string {
  return readFileSync(new URL(page, root), 'utf8');
}

/**
 * What a page tells its reader to type that starts the program: the lines of each shell block, and
 * each command within a sentence.
 */
function blocks(page: string): string[][] {
  const found = textOf(page).matchAll(/```sh\n([\s\S]*?)```|`(npx sinfit-tui[^`]*)`/g);
  return [...found].map(([, block, command]) =>
    (block ?? command!).split('\n').filter((line) => line.startsWith('npx sinfit-tui')),
  );
}

/** What a command may end with: a run above the stability limit is shown on purpose. */
const DIVERGED = 3;

async function run(test: TestContext, command: string, folder: string): Promise<void> {
  const line = command.replace('npx sinfit-tui', `"${process.execPath}" "${CLI}"`);
  const program = startProgram('sh', ['-c', line], { test, cwd: folder });
  await program
    .waitFor(/RUNNING|PAUSED|FINISHED|DIVERGED/)
    .then(() => program.press('q'))
    // A command without a dashboard ends by itself.
    .catch(() => program.exited);
  const { exitCode } = await program.exited;
  assert.ok(
    exitCode === 0 || (exitCode === DIVERGED && command.includes('3.6e-6')),
    `exit code ${exitCode}`,
  );
}

for (const page of pages) {
  describe(page, SEVERAL_AT_ONCE, () => {
    for (const block of blocks(page).filter(({ length }) => length > 0)) {
      // The commands of a block may use what those before them have left.
      it(block.join('; '), async (test) => {
        const folder = mkdtempSync(join(tmpdir(), 'sinfit-docs-'));
        test.after(() => rmSync(folder, { recursive: true }));
        for (const command of block) {
          await run(test, command, folder);
        }
      });
    }
  });
}

it('the pages that explain have commands to try', () => {
  assert.ok(blocks('README.md').flat().length >= 9);
  assert.ok(blocks('docs/options.md').flat().length >= 2);
  assert.ok(blocks('docs/recordings.md').flat().length >= 5);
  assert.ok(blocks('docs/gradient-descent.md').flat().length >= 5);
});

function headless(...args: string[]) {
  const { stdout, stderr } = spawnSync(process.execPath, [CLI, '--headless', ...args], {
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

it('the lines that the page on recordings shows are printed', () => {
  const lines = textOf('docs/recordings.md').match(/^lr=.*$/gm)!;
  assert.equal(lines.length, 2);
  const printed = headless('--seed', '42', '--lr', '1e-7', '1e-6').stdout.split('\n');
  assert.deepEqual(
    lines.filter((line) => !printed.includes(line)),
    [],
  );
});

it('the run above the limit diverges where the page says', () => {
  const page = textOf('docs/gradient-descent.md');
  const [, args] = /^npx sinfit-tui --headless (.* 3\.6e-6)$/m.exec(page)!;
  const { stderr } = headless(...args!.split(' '));
  const [where] = /diverged at (iteration \d+)/.exec(stderr)!.slice(1);
  assert.ok(page.includes(`the second diverges at ${where}:`), where);
});

it('the example of the library is the one in docs/examples', () => {
  const [, example] = /```js\n([\s\S]*?)```/.exec(textOf('docs/recordings.md'))!;
  assert.equal(textOf('docs/examples/train.mjs').replace(/^\/\/.*\n/, ''), example);
});
