import assert from 'node:assert/strict';
import test from 'node:test';
import { parseArguments } from '../../src/cli/arguments.js';
import { EXAMPLES, helpColumns, helpText } from '../../src/cli/help.js';
import { OPTION_TABLE, type OptionDefinition } from '../../src/options/table.js';
import { typedNames } from '../../src/options/words.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

test('the help lists every option, default and range', () => {
  const text = helpText(80);
  const lines = text.split('\n');
  assert.match(text, /^Usage: sinfit-tui/);
  assert.ok(text.includes('sinfit-tui replay FILE') && text.endsWith('.\n'));
  for (const option of TABLE) {
    for (const typed of typedNames(option)) {
      assert.ok(
        lines.some((line) => new RegExp(`^ .*${typed}[, ]`).test(line)),
        typed,
      );
    }
    assert.ok(lines.includes(`${option.group}:`), option.group);
  }
  const flowed = text.replace(/\s+/g, ' ');
  for (const part of [
    '[default: 2000]',
    '[default: 1e-6]',
    '2 to 10000000 points',
    '0 to 4294967295',
    'above 0 iterations per second, or max',
    'above 0, 1 to 6 values',
    'text, ndjson or csv',
    'Examples: sinfit-tui',
    'Exit codes: 0 done or quit, 1 failure, 2 wrong usage, 3 diverged',
  ]) {
    assert.ok(flowed.includes(part), part);
  }
});

test('no line of the help is wider than there is room, and nothing is left out', () => {
  const words = (text: string) => text.replace(/\s+/g, '');
  for (let columns = 8; columns <= 80; columns++) {
    const text = helpText(columns);
    const widest = Math.max(...text.split('\n').map(({ length }) => length));
    assert.ok(widest <= columns, `${widest} of ${columns}`);
    assert.equal(words(text), words(helpText(80)));
    assert.doesNotMatch(text, / $/m);
  }
});

test('the room is that of COLUMNS, else of the terminal, at most 80', () => {
  assert.equal(helpColumns({}, undefined), 80);
  assert.equal(helpColumns({}, 50), 50);
  assert.equal(helpColumns({}, 200), 80);
  assert.equal(helpColumns({ COLUMNS: '40' }, 60), 40);
  assert.equal(helpColumns({ COLUMNS: '40' }, undefined), 40);
  for (const COLUMNS of ['', '0', '-5', 'wide', '1e1']) {
    assert.equal(helpColumns({ COLUMNS }, 60), 60, COLUMNS);
  }
  assert.equal(helpColumns({}, 1), 8);
  // A terminal that does not tell its size.
  assert.equal(helpColumns({}, 0), 80);
});

test('the examples of the help are command lines that work', () => {
  for (const [example] of EXAMPLES) {
    const [, words = ''] = /^sinfit-tui ?(.*?)(?: >.*)?$/.exec(example)!;
    const { kind } = parseArguments(words === '' ? [] : words.split(' '));
    assert.equal(kind, words.startsWith('replay') ? 'replay' : 'run', example);
  }
});
