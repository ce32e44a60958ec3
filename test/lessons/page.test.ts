/** What docs/lessons.md shows works as it stands there. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { VIEWS } from '../../src/lessons/lesson.js';
import { QUANTITIES, usage } from '../../src/lessons/quantities.js';
import { CLI } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { lessonOf, lessonSchema, problemOf } from './lessons.js';

const page = readFileSync(new URL('../../../docs/lessons.md', import.meta.url), 'utf8');

/** The block in this language, or the first in none. */
function block(language: string, nth = 0): string {
  return [...page.matchAll(/^```(\w*)\n([^`]*)^```/gm)].filter(([, name]) => name === language)[
    nth
  ]![2]!;
}

function learn(t: TestContext, files: Readonly<Record<string, string>>, ...args: string[]) {
  const cwd = temporaryFolder(t);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'learn', ...args], {
    cwd,
    input: '',
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('its lesson can be given and answered', (t) => {
  const files = {
    'points.json': block('json'),
    'answers.txt': '2\n3.5e-6\nrate 3e-6 iteration 1000 plot residual\n',
  };
  const { status, stdout } = learn(t, files, 'points.json', '--answers', 'answers.txt');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /3 of 3 right\.\n$/);
  const wrong = { ...files, 'answers.txt': '\n\niteration 150 plot residual\n' };
  const { stdout: report } = learn(t, wrong, 'points.json', '--answers', 'answers.txt');
  assert.equal(report.split('\n')[2], block('', 1).trimEnd());
  assert.match(learn(t, files, 'points.json', '--announce').stdout, /^How many points\? /);
});

test('the mistake that it shows is told as it says', (t) => {
  const wrong = block('json').replace(/"text"(?=: "And)/, '"txt"');
  assert.equal(learn(t, { 'points.json': wrong }, 'points.json').stderr, block('', 2));
});

test('the answers that it shows are right', (t) => {
  const { status, stdout } = learn(t, { 'anna.txt': block('') }, 'limit', '--answers', 'anna.txt');
  assert.equal(status, 0, stdout);
});

test('it has every quantity, and every part of a step and of the view', () => {
  for (const [name, quantity] of Object.entries(QUANTITIES)) {
    assert.ok(page.includes(`| \`${usage(name, quantity)}\` | ${quantity.meaning} |`), name);
  }
  for (const name of Object.keys(lessonSchema.$defs!.step!.properties!)) {
    assert.ok(page.includes(`\n| \`${name}\` | `), name);
  }
  for (const name of Object.keys(VIEWS)) {
    assert.ok(page.includes(`\`${name}\``), name);
  }
});

test('the expressions in its sentences can be computed', () => {
  for (const [, expression] of page.matchAll(/`(\w+\([^`]*: [^`]*\))`/g)) {
    const text = `{${expression}}`;
    const step = { text, options: { seed: 42 } };
    assert.equal(problemOf({ title: 'T', about: 'A', steps: [step] }), null, expression);
  }
});

test('a lesson has as many steps as it says, and a number is right within what it says', () => {
  const { minItems, maxItems } = lessonSchema.properties!.steps!;
  assert.ok(page.includes(`${minItems} to ${maxItems} \`steps\``));
  const { task } = lessonOf({
    title: 'T',
    about: 'A',
    steps: [{ text: 'X', options: { seed: 42 }, task: { number: { is: 'limit' } } }],
  }).steps[0]!;
  assert.ok(task?.type === 'number' && page.includes(`by default ${task.within};`));
});
