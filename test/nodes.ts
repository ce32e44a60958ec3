/**
 * A script on every Node.js that package.json promises: `node dist/test/nodes.js test [word…]`
 * installs each version with npm in a temporary folder, and runs `npm run test` with it.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The oldest line and what came after it, each in its newest version. */
const VERSIONS = ['20.19', '22', '24', '26'];

/** npm's package of Node.js itself for this machine. */
const PLATFORM = process.platform === 'win32' ? 'win' : process.platform;
const PACKAGE = `node-${PLATFORM}-${process.arch}`;

function run(args: readonly string[], path = process.env.PATH): boolean {
  const { status } = spawnSync('npm', args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: path },
  });
  return status === 0;
}

const failed = VERSIONS.filter((version) => {
  const folder = mkdtempSync(join(tmpdir(), 'sinfit-node-'));
  try {
    console.log(`\nNode.js ${version}`);
    const install = ['install', '--silent', '--prefix', folder, `${PACKAGE}@${version}`];
    const bin = join(folder, 'node_modules', PACKAGE, 'bin');
    const [script, ...words] = process.argv.slice(2);
    const args = ['run', '--silent', script!, '--', ...words];
    return !(run(install) && run(args, `${bin}${delimiter}${process.env.PATH}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
console.log(failed.length === 0 ? '\nAll succeeded.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
