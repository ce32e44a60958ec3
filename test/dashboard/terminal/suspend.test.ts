/** Suspension where the system knows no such thing; test/terminal has the rest. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { createSuspension } from '../../../src/dashboard/terminal/suspend.js';

test('on Windows, which cannot stop a process, Ctrl-Z brings the dashboard back', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { platform } = process;
  Object.defineProperty(process, 'platform', { value: 'win32' });
  t.after(() => Object.defineProperty(process, 'platform', { value: platform }));
  const kill = t.mock.method(process, 'kill', () => assert.fail('Unknown signal: SIGTSTP'));
  const happened: string[] = [];
  const suspension = createSuspension(
    {
      isAtRest: () => true,
      leave: (then) => {
        happened.push('left');
        then();
      },
      enter: () => happened.push('entered'),
    },
    () => {},
  );
  t.after(() => {
    suspension.close();
    process.removeAllListeners('SIGTSTP');
    process.removeAllListeners('SIGCONT');
  });

  suspension.suspend();
  assert.deepEqual(happened, ['left']);
  t.mock.timers.runAll();
  assert.deepEqual(happened, ['left', 'entered']);
  assert.equal(kill.mock.callCount(), 0);
});
