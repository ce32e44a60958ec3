import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseFrontEnd, textColumns } from '../../src/cli/frontEnd.js';

const TERMINAL = { stdinIsTerminal: true, stdoutIsTerminal: true, term: 'xterm-256color' };
const NOWHERE = { stdinIsTerminal: false, stdoutIsTerminal: false, term: 'dumb' };
const PLAIN = { headless: false, format: 'text', announce: false } as const;

test('a terminal gets the dashboard', () => {
  assert.deepEqual(chooseFrontEnd(PLAIN, TERMINAL), { name: 'dashboard', reason: null });
});

test('--headless and a pipe get records, without comment', () => {
  const records = { name: 'records', reason: null };
  assert.deepEqual(chooseFrontEnd({ ...PLAIN, headless: true }, TERMINAL), records);
  assert.deepEqual(chooseFrontEnd(PLAIN, { ...TERMINAL, stdoutIsTerminal: false }), records);
  assert.deepEqual(chooseFrontEnd(PLAIN, NOWHERE), records);
});

test('a format for programs does not need --headless', () => {
  for (const format of ['ndjson', 'csv'] as const) {
    assert.equal(chooseFrontEnd({ ...PLAIN, format }, TERMINAL).name, 'records');
  }
});

test('--announce goes anywhere', () => {
  const announcements = { name: 'announcements', reason: null };
  for (const surroundings of [TERMINAL, NOWHERE]) {
    for (const headless of [false, true]) {
      const options = { ...PLAIN, headless, announce: true };
      assert.deepEqual(chooseFrontEnd(options, surroundings), announcements);
    }
  }
});

test('a terminal that cannot be used gets the text, and the reason', () => {
  const noKeys = chooseFrontEnd(PLAIN, { ...TERMINAL, stdinIsTerminal: false });
  assert.equal(noKeys.name, 'records');
  assert.match(noKeys.reason ?? '', /stdin/);
  const dumb = chooseFrontEnd(PLAIN, { ...TERMINAL, term: 'dumb' });
  assert.equal(dumb.name, 'records');
  assert.match(dumb.reason ?? '', /TERM=dumb/);
});

test('the width is that of COLUMNS or else the terminal, at most 80', () => {
  assert.equal(textColumns({}, undefined), 80);
  assert.equal(textColumns({}, 50), 50);
  assert.equal(textColumns({}, 200), 80);
  assert.equal(textColumns({ COLUMNS: '40' }, 60), 40);
  assert.equal(textColumns({ COLUMNS: '40' }, undefined), 40);
  for (const COLUMNS of ['', '0', '-5', 'wide', '1e1']) {
    assert.equal(textColumns({ COLUMNS }, 60), 60, COLUMNS);
  }
  assert.equal(textColumns({}, 1), 8);
  // A terminal that does not tell its size.
  assert.equal(textColumns({}, 0), 80);
});
