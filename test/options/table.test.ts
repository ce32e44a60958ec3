import assert from 'node:assert/strict';
import test from 'node:test';
import { OPTION_TABLE, type OptionDefinition, SETTINGS } from '../../src/options/table.js';
import { typedNames } from '../../src/options/words.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

test('every option of the command line has a row', () => {
  assert.deepEqual(
    TABLE.map(({ name }) => name),
    [
      'iterations',
      'learning-rate',
      'optimizer',
      'schedule',
      'samples',
      'degree',
      'every',
      'engine',
      'seed',
      'init',
      'pace',
      'paused',
      'ascii',
      'color',
      'headless',
      'format',
      'announce',
      'out',
      'force',
      'answers',
      'config',
      'print-config',
      'help',
      'version',
    ],
  );
});

test('names, aliases and negated names are unique', () => {
  const names = TABLE.flatMap((option) => typedNames(option));
  assert.ok(names.includes('--lr') && names.includes('--no-color') && names.includes('-h'));
  assert.equal(new Set(names).size, names.length);
});

test('settings are the options that say how to train and show', () => {
  const others = TABLE.filter((option) => !SETTINGS.includes(option));
  assert.deepEqual(
    others.map(({ name }) => name),
    ['out', 'force', 'answers', 'config', 'print-config', 'help', 'version'],
  );
});
