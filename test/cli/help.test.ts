import assert from 'node:assert/strict';
import test from 'node:test';
import { parseArguments } from '../../src/cli/arguments.js';
import { goesWithReplay } from '../../src/cli/commands.js';
import { EXAMPLES, helpText, LEARN_EXAMPLES } from '../../src/cli/help.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { OPTION_TABLE, type OptionDefinition } from '../../src/options/table.js';
import { typedNames } from '../../src/options/words.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

test('the help lists every option, default, range, choice and command', async () => {
  const text = await helpText(80);
  const lines = text.split('\n');
  assert.match(text, /^Usage: sinfit-tui \[options\]\n/);
  assert.ok(text.endsWith('.\n'));
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
    ...TABLE.flatMap((option) =>
      option.default === undefined ? [] : `[default: ${option.default}]`,
    ),
    'sinfit-tui replay FILE.. Play',
    'sinfit-tui completion [SHELL] Print',
    '2 to 10000000 points',
    '0 to 4294967295',
    'above 0 iterations per second, or max',
    'above 0, 1 to 6 values',
    '[choices: "text", "ndjson", "csv"]',
    'Examples: sinfit-tui',
    'SINFIT_LR=1e-6',
    'Exit codes: 0 done or quit, 1 failure, 2 usage error, 3 a run',
  ]) {
    assert.ok(flowed.includes(part), part);
  }
});

test('a command has help of its own, with the options that go with it', async () => {
  const replay = await helpText(80, 'replay');
  assert.match(replay, /^sinfit-tui replay FILE\.\.\n\nPlay a recording, or compare several\n/);
  assert.match(replay, /^ {2}FILE .*- for stdin/m);
  assert.match(replay, /^Exit codes: /m);
  const listed = TABLE.filter(({ name }) =>
    new RegExp(`^ {2}(?: {4}|-h, )--${name}[, ]`, 'm').test(replay),
  );
  assert.deepEqual(listed, TABLE.filter(goesWithReplay));
  const learn = await helpText(80, 'learn');
  assert.match(learn, /^sinfit-tui learn \[LESSON\]\n/);
  assert.match(learn, /^ +--answers .* in FILE,/m);
  const flowed = learn.replace(/\s+/g, ' ');
  assert.ok(flowed.includes(`Lessons: ${LESSON_NAMES.join(', ')}. docs/lessons.md in the`));
  assert.match(learn, /^ {2}sinfit-tui learn limit --answers a\.txt {2,}grade /m);
  assert.doesNotMatch(learn, /--lr/);
  const completion = await helpText(80, 'completion');
  assert.match(completion, /^sinfit-tui completion \[SHELL\]\n/);
  assert.match(completion, /\[choices: "bash", "zsh", "fish"\]/);
  assert.doesNotMatch(completion, /--/);
});

test('no line of the help is too wide, and nothing is left out', async () => {
  // In two columns, lines of one are between those of the other.
  const letters = (text: string) => [...text.replace(/\s+/g, '')].sort().join('');
  for (const command of [undefined, 'replay', 'learn', 'completion']) {
    const whole = letters(await helpText(80, command));
    for (const columns of [8, 9, 12, 20, 33, 40, 55, 67, 68, 69, 79, 80]) {
      const text = await helpText(columns, command);
      const widest = Math.max(...text.split('\n').map(({ length }) => length));
      assert.ok(widest <= columns, `${widest} of ${columns}`);
      assert.equal(letters(text), whole);
      assert.doesNotMatch(text, / $/m);
      // The bundle measures nothing else.
      assert.match(text, /^[\n -~]*$/);
    }
  }
});

test('names and commands stay whole, beside their descriptions or above them', async () => {
  const names = TABLE.flatMap(typedNames);
  for (const columns of [40, 60, 67, 68, 72, 80]) {
    const lines = (await helpText(columns)).split('\n');
    for (const whole of [...names, ...EXAMPLES.map(([command]) => command)]) {
      assert.ok(
        lines.some((line) => line.split(/ {2,}|, /).includes(whole)),
        `${whole} of ${columns}`,
      );
    }
  }
  const lines = (await helpText(40)).split('\n');
  const at = lines.indexOf('  sinfit-tui --lr 1e-7 1e-6 3.5e-6');
  assert.equal(lines[at + 1], '    three side by side');
});

test('the examples of the help are command lines that work', () => {
  for (const [example] of [...EXAMPLES, ...LEARN_EXAMPLES]) {
    const [, words = ''] = /^sinfit-tui ?(.*?)(?: >.*)?$/.exec(example)!;
    const { kind } = parseArguments(words === '' ? [] : words.split(' '));
    const [first = ''] = words.split(' ');
    assert.equal(kind, ['replay', 'learn'].includes(first) ? first : 'run', example);
  }
});
