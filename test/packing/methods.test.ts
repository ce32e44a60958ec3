import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutUncalledMethods } from './methods.js';

const PACKAGE = `
function Screen() { this.enter(); }
Screen.prototype.enter = function() { this.alloc(); };
Screen.prototype.alloc =
Screen.prototype.realloc = function() {
  var inner = function() {
  };
};
Screen.prototype.leave = function() { this.reset(); };
Screen.prototype.reset = function() {};
Screen.prototype.mouse = function() { this.track(); };
Screen.prototype.track = function() {};
Screen.prototype.named = function() {};
module.exports = Screen;
`;

/** The names of the methods that are kept. */
function kept(others: readonly string[], uncalled: readonly string[] = []): string[] {
  const code = withoutUncalledMethods(new Map([['screen.js', PACKAGE]]), others, uncalled).get(
    'screen.js',
  )!;
  const module = { exports: Object };
  new Function('module', code)(module);
  return Object.keys(module.exports.prototype);
}

test('methods are kept if something outside or kept calls them', () => {
  assert.deepEqual(kept([]), ['enter', 'realloc', 'alloc']);
  assert.deepEqual(kept(['screen.leave()']), ['enter', 'realloc', 'alloc', 'leave', 'reset']);
  assert.deepEqual(kept(["screen['named']()"]), ['enter', 'realloc', 'alloc', 'named']);
});

test('a method that is named as never called takes with it what only it calls', () => {
  const others = ['screen.mouse()'];
  assert.deepEqual(kept(others), ['enter', 'realloc', 'alloc', 'mouse', 'track']);
  assert.deepEqual(kept(others, ['Screen.prototype.mouse']), ['enter', 'realloc', 'alloc']);
});

test('a method that is to be left out but does not exist is a mistake', () => {
  assert.throws(
    () => kept([], ['Screen.prototype.mice']),
    new Error('Screen.prototype.mice: no package has a method of this name to leave out'),
  );
});
