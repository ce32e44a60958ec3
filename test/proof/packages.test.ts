/** The page on packages: every one that is in the bundle or asked for, in the version that is there. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

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
  it('names what is in the bundle, and nothing else as such', () => {
    const section = /## In the bundle\n([\s\S]*?)\nThe rest /.exec(page)![1]!;
    const rows = [...section.matchAll(/^\| (.+?) \| \d/gm)].map(([, names]) => names!);
    const lists = [...section.matchAll(/^- .*:\s+([^:;.]+)[;.]/gm)].map(([, names]) => names!);
    const named = [...rows, ...lists].flatMap((names) => names.split(/,\s+/));
    assert.deepEqual(named.sort(), [...new Set(bundled.map(({ name }) => name))].sort());
  });

  it('has the versions that are bundled', () => {
    const rows = [...page.matchAll(/^\| ([\w-]+) \| (\d\S+\d),/gm)];
    assert.equal(rows.length, 7);
    for (const [, name, version] of rows) {
      const found = bundled.filter((one) => one.name === name);
      assert.deepEqual(found, [{ name, version }]);
    }
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
