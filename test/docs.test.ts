/** Every command in the documentation works as it stands there. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startProgram } from './terminal/program.js';

const root = new URL('../../', import.meta.url);
const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url));

const pages = ['README.md', 'docs/gradient-descent.md', 'docs/architecture.md'];

/** The lines of each of a page's shell blocks that start the program. */
function blocks(page: string): string[][] {
  const found = readFileSync(new URL(page, root), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g);
  return [...found].map(([, block]) =>
    block!.split('\n').filter((line) => line.startsWith('npx sinfit-tui')),
  );
}

/** What a command may end with: a run above the stability limit is shown on purpose. */
const DIVERGED = 3;

async function run(test: TestContext, command: string, folder: string): Promise<void> {
  const line = command.replace('npx sinfit-tui', `"${process.execPath}" "${cli}"`);
  const program = startProgram('sh', ['-c', line], { test, cwd: folder });
  await program
    .waitFor(/RUNNING|PAUSED|FINISHED|DIVERGED/, { timeout: 60_000 })
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
  describe(page, () => {
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
  assert.ok(blocks('README.md').flat().length >= 3);
  assert.ok(blocks('docs/gradient-descent.md').flat().length >= 5);
});
