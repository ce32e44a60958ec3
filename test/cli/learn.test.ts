/** The command learn without a screen, as users start it. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { oneStep } from '../lessons/lessons.js';
import { CLI } from '../packed.js';
import { temporaryFolder } from '../temporaryFolder.js';

function learn(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'learn', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function fileWith(t: TestContext, name: string, text: string): string {
  const file = join(temporaryFolder(t), name);
  writeFileSync(file, text);
  return file;
}

test('learn lists every lesson in a line, and says how to start one', () => {
  const { status, stdout, stderr } = learn([]);
  assert.deepEqual([status, stderr], [0, '']);
  const [list, how] = stdout.split('\n\n');
  const lessons = list!.split('\n').map((line) => line.split(/ {2,}/));
  assert.deepEqual(
    lessons.map(([number, name]) => [number, name]),
    LESSON_NAMES.map((name, i) => [String(i + 1), name]),
  );
  assert.equal(lessons[1]![2], 'The limit: the largest rate that works; divergence and rescue');
  assert.match(how!, /^Start one .*: sinfit-tui learn cliff\. In the dashboard, press t\.\n$/);
  for (const line of stdout.split('\n')) {
    assert.ok(line.length <= 80, line);
  }
});

test('a lesson is found by its name, its number and its title', () => {
  const { stdout } = learn(['limit']);
  for (const other of ['2', 'The limit', 'the LIMIT']) {
    assert.equal(learn([other]).stdout, stdout);
  }
  assert.match(learn(['is it wrong?']).stdout, /^Is it wrong\? /);
});

test('a lesson is told where there is no terminal, and takes answers line by line', () => {
  const { status, stdout, stderr } = learn(['limit'], '1\n');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^The limit: .*\nAn empty line .*\nStep 1 of 5\. At learning rate 1e-6 /);
  assert.match(
    stdout,
    /\nRight: .*\nWith gradient descent at learning rate 3e-6 .*\n.*\nStep 2 of 5\. /,
  );
  assert.equal(learn(['limit', '--announce'], '1\n').stdout, stdout);
});

test('answers are graded by the exit code', (t) => {
  const lesson = fileWith(
    t,
    'own.json',
    JSON.stringify(oneStep({ task: { number: { is: 'limit' } } })),
  );
  const graded = (answers: string) => learn([lesson, '--answers', fileWith(t, 'a.txt', answers)]);
  const right = graded('3.557e-6\n');
  assert.deepEqual(right, {
    status: 0,
    stdout: 'Step 1: right: 3.557e-6.\n1 of 1 right.\n',
    stderr: '',
  });
  const wrong = graded('4e-6\n');
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /^Step 1: wrong: not 4e-6 but 3\.557e-6\.\n0 of 1 right\.\n$/);
  const unreadable = graded('four\n');
  assert.equal(unreadable.status, 2);
  assert.match(
    unreadable.stdout,
    /^Step 1: unreadable: four: must be .*\n0 of 1 right, 1 unreadable\.\n$/,
  );
  assert.match(
    unreadable.stderr,
    /^sinfit-tui: learn: --answers: \S+a\.txt: line 1: four: must be a .*\n$/,
  );
  const twice = graded('four\n\nfive\n');
  assert.equal(twice.status, 2);
  assert.match(
    twice.stderr,
    /a\.txt: line 1: four: .*\n.*a\.txt: line 2: the lesson has only 1 task\n$/,
  );
});

test('what cannot be read is told in one line', (t) => {
  const wide = join(temporaryFolder(t), 'wide.txt');
  writeFileSync(wide, '\uFEFF1\n', 'utf16le');
  const broken = fileWith(t, 'own.json', '{"title": "T",\n "steps": 3}');
  for (const [args, problem] of [
    [['limt'], /^sinfit-tui: learn: limt: no such file or directory; did you mean limit\?\n$/],
    [['valey'], /^sinfit-tui: learn: valey: .*; did you mean narrow-valley\?\n$/],
    [['0'], /^sinfit-tui: learn: 0: .*; the lessons are /],
    [['8'], /^sinfit-tui: learn: 8: .*; the lessons are /],
    [['the lmit'], /^sinfit-tui: learn: "the lmit": .*; did you mean limit\?\n$/],
    [['Sum or maen'], /^sinfit-tui: learn: "Sum or maen": .*; did you mean sum-or-mean\?\n$/],
    [['LIMIT'], /^sinfit-tui: learn: LIMIT: .*; did you mean limit\?\n$/],
    [['nope'], /^sinfit-tui: learn: nope: .*; the lessons are cliff, limit, .*, one-update\n$/],
    [[broken], /own\.json, line 1, column 1: "lesson": needs "about"\n$/],
    [['limit', '--answers', wide], /learn: --answers: \S+wide\.txt: must be text in UTF-8\n$/],
    [
      ['limit', '--answers', 'none.txt'],
      /learn: --answers: none\.txt: no such file or directory\n$/,
    ],
  ] as const) {
    const { status, stdout, stderr } = learn(args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, problem);
    assert.equal(stderr.split('\n').length, 2);
  }
});
