import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionOf, keyBindings, keyLabel } from '../../src/dashboard/keys.js';

test('each key asks for what the design says', () => {
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
    'ctrl-c': 'quit',
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
  for (const key of ['P', 'Q', 'x', 'ctrl-x', 'constructor', '']) {
    assert.equal(actionOf(key), undefined, key);
  }
});

test('every binding has a key and a line of help', () => {
  for (const { keys, help, footer } of keyBindings) {
    assert.ok(keys.length > 0);
    assert.match(help, /^[ -~]{4,60}$/);
    assert.match(footer ?? 'none', /^[a-z]+( [a-z]+)?$/);
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
