/** The page on packages: every one that is in the bundle or asked for, in the version that is there. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

const page = read('docs/dependencies.md');
const { devDependencies, overrides } = JSON.parse(read('package.json')) as Readonly<
  Record<string, Record<string, string>>
>;
const bundled = [
  ...read('dist/bundle/THIRD-PARTY-LICENSES').matchAll(/^(\S+) (\d+\.\d+\.\d+) \(/gm),
].map(([, name, version]) => ({ name: name!, version: version! }));

/** Whether the page has this word, not only a longer one that holds it. */
function names(word: string): boolean {
  const literal = word.replace(/[.*/@]/g, '\\$&');
  return new RegExp(`(^|[\\s|,])${literal}([\\s|,:;.]|$)`, 'm').test(page);
}

describe('the page on packages', () => {
  it('names what is in the bundle with its versions, and nothing else as such', () => {
    const section = /## In the bundle\n([\s\S]*?)\n## /.exec(page)![1]!;
    const rows = [...section.matchAll(/^\| ([\w-]+) \| (\d[^,]+), the last (there is|is \d)/gm)];
    const named = rows.flatMap(([, name, versions]) =>
      versions!.split(' and ').map((version) => `${name} ${version}`),
    );
    const others = [...section.matchAll(/^\| ([\w-]+) \| (\d\S+\d), \w+ \d{4} /gm)];
    named.push(...others.map(([, name, version]) => `${name} ${version}`));
    const inBundle = new Set(bundled.map(({ name, version }) => `${name} ${version}`));
    assert.deepEqual(named.sort(), [...inBundle].sort());
  });

  it('names every package that is asked for, types as one', () => {
    for (const name of Object.keys(devDependencies!)) {
      assert.ok(names(name.replace(/^@types\/.*/, '@types/*')), name);
    }
  });

  it('names every override', () => {
    for (const [name, version] of Object.entries(overrides!)) {
      assert.ok(page.includes(`${name} ${version}`), name);
    }
  });
});

// Whether anything could be deduplicated only the registry knows: `npm find-dupes`.
describe('the tree of packages', () => {
  it('has nothing extraneous, invalid or missing', {
    // There npm is no program but a script.
    skip: process.platform === 'win32',
  }, () => {
    const { status, stdout, stderr } = spawnSync('npm', ['ls', '--all', '--json', '--offline'], {
      cwd: fileURLToPath(root),
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    const { problems = [] } = JSON.parse(stdout) as { readonly problems?: readonly string[] };
    assert.deepEqual({ status, problems }, { status: 0, problems: [] }, stderr);
  });
});
