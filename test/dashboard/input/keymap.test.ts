import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionOf, keyBindings } from '../../../src/dashboard/input/keymap.js';
import { keyLabel } from '../../../src/dashboard/input/keyNames.js';
import type { Situation } from '../../../src/dashboard/model/selectors.js';

test('each key has the action that the design says', () => {
  const wanted: Record<string, string> = {
    space: 'pause',
    p: 'pause',
    r: 'reset',
    n: 'reseed',
    s: 'step',
    '+': 'faster',
    '-': 'slower',
    '?': 'help',
    h: 'help',
    q: 'quit',
    'ctrl-c': 'quitAtOnce',
    'ctrl-l': 'redraw',
  };
  for (const [key, action] of Object.entries(wanted)) {
    assert.equal(actionOf(key), action, key);
  }
});

test('Esc leads back', () => {
  assert.notEqual(actionOf('escape'), undefined);
});

test('no key has two actions, and others have none', () => {
  const keys = keyBindings.flatMap((binding) => binding.keys);
  assert.equal(new Set(keys).size, keys.length);
  for (const key of ['u', 'U', 'ctrl-x', 'ctrl-C', 'LEFT', 'constructor', '']) {
    assert.equal(actionOf(key), undefined, key);
  }
});

test('capital letters act like small ones, except for G and S', () => {
  for (const letter of 'abcdefhijklmnopqrtuvwxyz') {
    assert.equal(actionOf(letter.toUpperCase()), actionOf(letter), letter);
  }
  assert.equal(actionOf('G'), 'typeIteration');
  assert.equal(actionOf('S'), 'stepTen');
});

test('every binding has a key and a line of help', () => {
  for (const { keys, help, footer } of keyBindings) {
    assert.ok(keys.length > 0);
    assert.match(help, /^[ -~]{4,60}$/);
    for (const word of Object.values(footer)) {
      assert.match(word, /^([a-z]+( [a-z]+)?)?$/);
    }
  }
});

test('a key without words of its own in the footer is followed by one with words', () => {
  for (const [i, { footer }] of keyBindings.entries()) {
    for (const [situation, word] of Object.entries(footer)) {
      assert.ok(word !== '' || keyBindings[i + 1]!.footer[situation as Situation], situation);
    }
  }
});

test('keys are labelled as people write them', () => {
  assert.deepEqual(['ctrl-c', 'escape', 'space', 'r', '+', '?'].map(keyLabel), [
    'Ctrl-C',
    'Esc',
    'space',
    'r',
    '+',
    '?',
  ]);
});
