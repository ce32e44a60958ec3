import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { VIEWS } from '../../src/lessons/lesson.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { findLesson } from '../../src/lessons/packaged.js';
import { checkSchema, PlacedError } from '../../src/lessons/schema.js';
import { parseJsonObject } from '../../src/text/json.js';
import { lessonOf, lessonSchema, oneStep, problemOf } from './lessons.js';

const choice = (...conditions: string[]) => ({
  task: { choose: conditions.map((condition) => ({ answer: condition, if: condition })) },
});

test('texts are filled with numbers that are computed', () => {
  const [step] = lessonOf(
    oneStep({
      text: '{limit} {rate * points} {arrival(lr: 3e-6)}',
      why: '{best(b)} {arrival(lr: 1)}',
    }),
  ).steps;
  assert.equal(step!.text, '3.557e-6 2e-3 814');
  assert.equal(step!.why, '0.8567 infinite');
});

test('a brace that is alone is a key', () => {
  for (const text of ['Halve it with {', 'Double it with }.', 'Press { or loss', '{ is a key']) {
    assert.equal(lessonOf(oneStep({ text })).steps[0]!.text, text);
  }
});

test('a step with options or a moment begins a run, and one without goes on with it', () => {
  const { steps } = lessonOf({
    title: 'T',
    about: 'A',
    steps: [
      { text: '1', options: { seed: 1, lr: 2e-6 } },
      { text: '2' },
      { text: '3', moment: 20 },
      { text: '4', options: { init: [1, 2], degree: 1 } },
    ],
  });
  assert.deepEqual(
    steps.map(({ moment }) => moment),
    [0, null, 20, 0],
  );
  assert.deepEqual(
    steps.map(({ run }) => run.options.learningRates[0]),
    [2e-6, 2e-6, 2e-6, 1e-6],
  );
  assert.deepEqual(steps[3]!.run.initial, [1, 2]);
});

test('the run of an answer has the options of the step, but for its own', () => {
  const run = { init: [1, 2, 3, 4], 'learning-rate': 5e-6 };
  const { task } = lessonOf(
    oneStep({
      options: { seed: 42, lr: 1e-6, samples: 50 },
      task: {
        choose: [
          { answer: 'a', if: '1 < 2', run },
          { answer: 'b', if: '2 < 1' },
        ],
      },
    }),
  ).steps[0]!;
  assert.ok(task?.type === 'choose');
  const [first, second] = task.answers;
  assert.equal(first!.run!.options.samples, 50);
  assert.deepEqual(first!.run!.options.learningRates, [5e-6]);
  assert.deepEqual(first!.run!.initial, [1, 2, 3, 4]);
  assert.equal(second!.run, null);
});

describe('a mistake is told with its line and column', () => {
  const cases: readonly (readonly [name: string, lesson: unknown, problem: RegExp])[] = [
    ['no JSON', '{"title": }', /^own\.json, line 1, column 11: expected a value, found }$/],
    ['an empty file', '', /^own\.json, line 1, column 1: expected a lesson: \{"title": /],
    ['a missing member', '{"title": "T"}', /column 1: "lesson": needs "about"$/],
    [
      'an unknown name',
      '{"title": "T", "about": "A",\n  "step": []}',
      /^own\.json, line 2, column 3: "step": unknown; did you mean "steps"\?$/,
    ],
    [
      'a misspelt name',
      oneStep({ tsk: {} }),
      /^own\.json, line 1, column 69: "tsk": unknown; did you mean "task"\?$/,
    ],
    [
      'another unknown name',
      oneStep({ picture: {} }),
      /"picture": unknown; allowed here: text, options, moment, view, .*, why, announce$/,
    ],
    [
      'a wrong type',
      oneStep({ text: 3 }),
      /"text": must be text of 1 to 1000 letters .*, not 3; write it in quotes$/,
    ],
    ['an empty text', oneStep({ text: '' }), /"text": must be text .*, not 0$/],
    ['a wide character', oneStep({ text: '\u4f60' }), /"text": must be text .*, not "\u4f60"$/],
    ['a control character', oneStep({ text: '\x1b[2J' }), /must be text .*, not "\\u001b"$/],
    [
      'a wrong word',
      oneStep({ view: { plot: 'map' } }),
      /"plot": must be "curves", .* or "plane", not "map"/,
    ],
    ['a wrong switch', oneStep({ view: { best: 1 } }), /"best": must be true or false, not 1$/],
    ['a moment too late', oneStep({ moment: 1e9 }), /"moment": must be a whole number from 0 to/],
    ['no step', { title: 'T', about: 'A', steps: [] }, /"steps": must be a list of 1 to 20, not/],
    [
      'two tasks',
      oneStep({ task: { number: { is: 'limit' }, reach: { if: ['loss < 9'] } } }),
      /"task": needs exactly one of choose, number or reach$/,
    ],
    [
      'an empty goal',
      oneStep({ task: { reach: {} } }),
      /"reach": needs at least one of if or view$/,
    ],
    ['no seed', oneStep({ options: { lr: 1 } }), /"options" in own\.json, .*: need a seed or init/],
    [
      'an unknown option',
      oneStep({ options: { sed: 1 } }),
      /^"sed" in own\.json, line 1, column 58: unknown setting; did you mean "seed"\?$/,
    ],
    ['a value that is not allowed', oneStep({ options: { seed: 1, lr: -1 } }), /"lr": -1 in own/],
    [
      'another option',
      oneStep({ options: { seed: 1, headless: true } }),
      /^"headless" in own\.json, line 1, column 67: not allowed in a lesson$/,
    ],
    [
      'no options in the first step',
      { title: 'T', about: 'A', steps: [{ text: 'X' }] },
      /column 36: the first step needs "options"$/,
    ],
    [
      'an unknown quantity',
      oneStep({ text: '{limt}' }),
      /^own\.json, line 1, column 43: "text": "limt": unknown quantity limt; did you mean limit\?$/,
    ],
    ['an argument too few', oneStep({ text: '{loss}' }), /must be loss\(ITERATION\)$/],
    ['no such coefficient', oneStep({ text: '{best(e)}' }), /e must be a coefficient: a, b, c, d$/],
    ['no such direction', oneStep({ text: '{factor(5)}' }), /a whole number from 1 to 4$/],
    ['no such iteration', oneStep({ text: '{loss(1e9)}' }), /whole number from 0 to 100000$/],
    ['no such setting', oneStep({ text: '{limit(x: 1)}' }), /"x" in the expression: unknown/],
    [
      'no right answer',
      oneStep(choice('1 > 2', '2 > 3')),
      /exactly one answer must be right, not none$/,
    ],
    [
      'two right answers',
      oneStep(choice('1 < 2', '2 < 3')),
      /exactly one answer must be right, not "1 < 2" and "2 < 3"$/,
    ],
    [
      'too long a text',
      oneStep({ text: 'word '.repeat(300) }),
      /must be text of 1 to 1000 .*, not 1500$/,
    ],
    ['a number in quotes', oneStep({ moment: '10' }), /, not "10"; write it without quotes$/],
    [
      'a switch in quotes',
      oneStep({ view: { best: 'true' } }),
      /, not "true"; write it without quotes$/,
    ],
    [
      'another word for a switch',
      oneStep({ view: { best: 'on' } }),
      /must be true or false, not "on"$/,
    ],
    ['a number without', oneStep({ task: { number: { is: 3 } } }), /, not 3; write it in quotes$/],
    [
      'a repeated name',
      '{"title": "T", "about": "A",\n "title": "U", "steps": []}',
      /^own\.json, line 2, column 2: "title": is there twice$/,
    ],
    [
      'a repeated option',
      '{"title": "T", "about": "A", "steps": [{"text": "X",\n "options": {"seed": 1, "seed": 2}}]}',
      /^own\.json, line 2, column 25: "seed": is there twice$/,
    ],
    [
      'a brace that is not closed',
      oneStep({ text: 'The least after {arrival steps.' }),
      /"text": "\{arrival steps": a \} is missing$/,
    ],
    [
      'one after a call',
      oneStep({ why: '{loss(10), as {limit}' }),
      /"\{loss\(10\)": a \} is missing$/,
    ],
    ['a brace that is not opened', oneStep({ text: 'At limit}.' }), /"limit\}": a \{ is missing$/],
    [
      'an equals sign',
      oneStep(choice('rate = 1', '1 < 2')),
      /"rate = 1": = is not allowed; to compare, use/,
    ],
    ['no comparison', oneStep(choice('limit', '2 < 3')), /"limit": must compare two numbers/],
    [
      'an infinite number',
      oneStep({ task: { number: { is: 'arrival(lr: 1)' } } }),
      /"is": must be a finite number other than 0, not Infinity$/,
    ],
    [
      'a goal that is not on the screen',
      oneStep({ task: { reach: { if: ['limit > rate'] } } }),
      /"if": "limit > rate": must be iteration, loss or rate, then <=, >=, < or >, then a number, as in/,
    ],
    [
      'a goal that is equal',
      oneStep({ task: { reach: { if: ['rate = 2e-6'] } } }),
      /then <=, >=, < or >/,
    ],
  ];
  for (const [name, lesson, problem] of cases) {
    it(name, () => {
      const message = problemOf(lesson);
      assert.match(message ?? 'no problem', problem);
      assert.match(message!, /^[^\p{Cc}]+$/u);
    });
  }
});

test('a damaged lesson is read, or told in one harmless line', () => {
  const text = readFileSync(new URL('../../../lessons/limit.json', import.meta.url), 'utf8');
  const place = fc.nat({ max: text.length });
  const damage = fc.oneof(
    fc.record({ from: place, length: fc.nat({ max: 30 }), by: fc.constant('') }),
    fc.record({
      from: place,
      length: fc.nat({ max: 3 }),
      by: fc.oneof(
        fc.constantFrom(
          '"',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '1e999',
          '-',
          '\\',
          '\n',
          '\x1b[2J',
          '0',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
    }),
  );
  let told = 0;
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 2 }), (damages) => {
      const damaged = damages.reduce(
        (whole, { from, length, by }) => whole.slice(0, from) + by + whole.slice(from + length),
        text,
      );
      const problem = problemOf(damaged);
      told += Number(problem !== null);
      assert.match(problem ?? 'own.json', /own\.json/);
      assert.match(problem ?? '', /^[^\p{Cc}\p{Zl}\p{Zp}]{0,600}$/u);
    }),
    { numRuns: 500 },
  );
  assert.ok(told > 50 && told < 500, String(told));
});

test('the words for views are those of the schema', () => {
  const { properties } = lessonSchema.$defs!.view!;
  for (const [name, words] of Object.entries(VIEWS)) {
    const { enum: known, type } = properties![name]!;
    assert.deepEqual(known ?? (type === 'boolean' && [true, false]), words, name);
  }
  assert.deepEqual(Object.keys(properties!), Object.keys(VIEWS));
});

const validate = new Ajv2020({ strict: true }).compile(lessonSchema);

test('every lesson of the package is as the schema says', () => {
  for (const name of LESSON_NAMES) {
    assert.ok(findLesson(name).steps.length >= 3, name);
  }
});

test('the schema means the same to this program as to others', () => {
  const word = fc.constantFrom('text', 'view', 'task', 'plot', 'if', 'is', 'choose', 'number', 'x');
  const leaf = fc.oneof(
    fc.constantFrom<unknown>('surface', '', 'a', 'é\n', '中', null, true, 0, 0.5, 1, 1e9, [], {}),
    fc.string({ maxLength: 70 }),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 3 }),
    ),
  }));
  const name = fc.constantFrom(
    'text',
    'options',
    'moment',
    'view',
    'keys',
    'task',
    'why',
    'announce',
  );
  const lesson = fc
    .record({ title: leaf, steps: fc.array(fc.dictionary(name, value)), change: fc.boolean() })
    .map(({ title, steps, change }) => ({
      title: change ? title : 'T',
      about: 'A',
      steps: steps.map((step) => ({ text: 'X', ...step })),
    }));
  let valid = 0;
  fc.assert(
    fc.property(lesson, (one) => {
      const isValid = validate(one);
      valid += Number(isValid);
      assert.equal(isOurs(one), isValid, JSON.stringify(validate.errors));
    }),
    { numRuns: 3000 },
  );
  assert.ok(valid > 5, `only ${valid} were valid`);
});

/** Whether the program's own check lets a lesson pass. */
function isOurs(lesson: unknown): boolean {
  try {
    const members = parseJsonObject(JSON.stringify(lesson), 'a lesson');
    checkSchema({ value: members, offset: 0 }, 'lesson', lessonSchema, lessonSchema);
    return true;
  } catch (error) {
    if (!(error instanceof PlacedError)) {
      throw error;
    }
    return false;
  }
}
