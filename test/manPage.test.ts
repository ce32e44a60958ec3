import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { OPTION_TABLE, type OptionDefinition } from '../src/options/table.js';
import { typedNames } from '../src/options/words.js';
import { MAN_PAGE, manPage } from './manPage.js';

const formatted = spawnSync('groff', ['-man', '-ww', '-Tascii', '-P-c', MAN_PAGE], {
  encoding: 'utf8',
});
const noGroff = formatted.error !== undefined && 'groff is not there';

test('the manual page in docs/ is that of the option table', () => {
  assert.equal(readFileSync(MAN_PAGE, 'utf8'), manPage());
});

test('groff formats the manual page without a warning', { skip: noGroff }, () => {
  assert.deepEqual([formatted.status, formatted.stderr], [0, '']);
  const text = formatted.stdout.replace(/.\x08/g, '').replace(/\s+/g, ' ');
  for (const option of OPTION_TABLE as readonly OptionDefinition[]) {
    assert.ok(text.includes(`${typedNames(option).join(', ')} `), option.name);
  }
  assert.ok(text.includes('sinfit-tui - watch gradient descent fit a polynomial to sin(x)'));
  assert.ok(text.includes('%APPDATA%\\sinfit-tui\\config.json'));
});
