/** The tables of the README and of docs/options.md are those of the program; every page is linked. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { keyBindings } from '../src/dashboard/input/keymap.js';
import { keyLabel } from '../src/dashboard/input/keyNames.js';
import { OPTION_TABLE, type OptionDefinition } from '../src/options/table.js';
import { typedNames } from '../src/options/words.js';

const root = new URL('../../', import.meta.url);
const read = (page: string): string => readFileSync(new URL(page, root), 'utf8');

/** The rows of the table on a page that begins with the given head. */
function table(page: string, head: string): string[] {
  const lines = read(page).split('\n');
  const start = lines.indexOf(head) + 2;
  return lines.slice(start, lines.indexOf('', start));
}

describe('README', () => {
  it('lists the keys of the key table', () => {
    const rows = keyBindings.map(({ keys, help }) => {
      const names = keys.map((key) => `\`${keyLabel(key)}\``).join(' ');
      return `| ${names} | ${help} |`;
    });
    assert.deepEqual(table('README.md', '| key | what it does |'), rows);
  });

  it('can be read in one sitting', () => {
    assert.ok(read('README.md').split('\n').length <= 200);
  });

  it('leads to every page of docs', () => {
    const pages = readdirSync(new URL('docs', root)).filter((name) => name.endsWith('.md'));
    const linked = [
      ...`${read('README.md')}${read('docs/terminals.md')}`.matchAll(/\]\((?:docs\/)?(\S+\.md)\)/g),
    ];
    const names = linked.map(([, name]) => name);
    assert.deepEqual(
      pages.filter((page) => !names.includes(page)),
      [],
    );
  });
});

describe('docs/options.md', () => {
  it('lists the options of the option table', () => {
    const rows = OPTION_TABLE.map((option: OptionDefinition) => {
      const names = typedNames(option).map((name) => `\`${name}\``);
      return `| ${names.join(' ')} | ${option.default ?? ''} | ${option.description} |`;
    });
    assert.deepEqual(table('docs/options.md', '| option | default | what it is |'), rows);
  });
});
