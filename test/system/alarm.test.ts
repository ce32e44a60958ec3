import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAlarm } from '../../src/system/alarm.js';

test('an alarm rings once, at the time it was last set to', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
  let rung = 0;
  const setAlarm = createAlarm(() => {
    rung += 1;
  });
  setAlarm(10);
  setAlarm(20);
  t.mock.timers.tick(19);
  assert.equal(rung, 0);
  t.mock.timers.tick(100);
  assert.equal(rung, 1);
  setAlarm(0);
  assert.equal(rung, 1, 'not before the next turn');
  t.mock.timers.tick(0);
  assert.equal(rung, 2);
});

test('it never rings if it was set to never', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
  const setAlarm = createAlarm(() => assert.fail('rang'));
  for (const wait of [0, 10]) {
    setAlarm(wait);
    setAlarm(null);
    t.mock.timers.tick(100);
  }
});
