/** The README's tables are those of the program. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { keyBindings, keyLabel } from '../src/dashboard/input/keymap.js';
import { OPTION_TABLE, type OptionDefinition, typedNames } from '../src/options/table.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table that begins with the given head. */
function table(head: string): string[] {
  const lines = readme.split('\n');
  const start = lines.indexOf(head) + 2;
  return lines.slice(start, lines.indexOf('', start));
}

describe('README', () => {
  it('lists the keys of the key table', () => {
    const rows = keyBindings.map(({ keys, help }) => {
      const names = keys.map((key) => `\`${keyLabel(key)}\``).join(' ');
      return `| ${names} | ${help} |`;
    });
    assert.deepEqual(table('| key | what it does |'), rows);
  });

  it('lists the options of the option table', () => {
    const rows = OPTION_TABLE.map((option: OptionDefinition) => {
      const names = typedNames(option).map((name) => `\`${name}\``);
      return `| ${names.join(' ')} | ${option.default ?? ''} | ${option.description} |`;
    });
    assert.deepEqual(table('| option | default | what it is |'), rows);
  });
});
