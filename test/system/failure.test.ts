import assert from 'node:assert/strict';
import test from 'node:test';
import { failureText } from '../../src/system/failure.js';

test('a failure is one line', () => {
  assert.equal(failureText(new Error('first\n  second'), {}), 'sinfit-tui: first second\n');
  assert.equal(failureText(new TypeError(), {}), 'sinfit-tui: TypeError\n');
  assert.equal(failureText('thrown text', {}), 'sinfit-tui: thrown text\n');
  assert.equal(failureText(new Error('x'), { SINFIT_DEBUG: '0' }), 'sinfit-tui: x\n');
});

test('SINFIT_DEBUG=1 shows where it happened', () => {
  const text = failureText(new Error('broken'), { SINFIT_DEBUG: '1' });
  assert.match(text, /^sinfit-tui: Error: broken\n +at .*failure\.test\.js/);
});

test('the stack of the cause too, under SINFIT_DEBUG', () => {
  const cause = new Error('inner');
  const error = new Error('outer', { cause });
  assert.equal(failureText(error, {}), 'sinfit-tui: outer\n');
  const text = failureText(error, { SINFIT_DEBUG: '1' });
  assert.equal(text, `sinfit-tui: ${error.stack}\nCaused by: ${cause.stack}\n`);
});

test('a name in a message of Node.js is shown, not obeyed', () => {
  const nasty = 'a\x1b]0;owned\x07\x9b2J\u202e';
  for (const env of [{}, { SINFIT_DEBUG: '1' }]) {
    const cause = new Error(`ENXIO: no such device or address, open '${nasty}'`);
    const text = failureText(new Error(nasty, { cause }), env);
    assert.match(text, /^sinfit-tui: .*a\\u001b\]0;owned\\u0007\\u009b2J\\u202e/);
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{C}]/u);
  }
});
