import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { State } from '../../../../src/dashboard/model/state.js';
import { helpScrollLimit, scrolledWithin } from '../../../../src/dashboard/panels/help.js';
import { act, scene, size } from '../acting.js';

describe('the help', () => {
  test('opens at its top, scrolls and closes', () => {
    const open = act(scene('running'), 'help').state;
    assert.equal(open.help, 0);
    assert.equal(act(open, 'scrollUp').state.help, 0);
    assert.equal(act(open, 'scrollDown').state.help, 1);
    assert.equal(act(open, 'help').state.help, null);
  });

  test('scrolls by pages and to its ends, and leaves the run beneath it alone', () => {
    const open = act(scene('running'), 'help').state;
    const down = act(open, 'nextRecord');
    // 24 rows without header, footer and border.
    assert.deepEqual(down, { state: { ...open, help: 20 }, effects: [] });
    assert.equal(act(act(down.state, 'scrollDown').state, 'previousRecord').state.help, 1);
    const end = scrolledWithin(act(open, 'newest').state);
    assert.equal(end.help, helpScrollLimit(size));
    assert.deepEqual(scrolledWithin(act(end, 'nextRecord').state), end);
    assert.equal(act(end, 'scrollUp').state.help, end.help - 1);
    assert.deepEqual(act(end, 'first').state, open);
  });

  test('scrolls only when open', () => {
    const running = scene('running');
    assert.equal(act(running, 'scrollDown').state.help, null);
  });
});

test('redraw and quit have just these effects', () => {
  const running = scene('running');
  assert.deepEqual(act(running, 'redraw').effects, [{ type: 'redraw' }]);
  assert.deepEqual(act(running, 'quit').effects, [{ type: 'quit' }]);
});

test('suspending pauses unless every run has ended', () => {
  const running = scene('running');
  const finished = scene('finished');
  assert.equal(act(running, 'suspend').state.paused, true);
  assert.equal(act(finished, 'suspend').state.paused, false);
  const half: State = { ...running, live: [running.live[0]!, { ...finished.live[0]!, lane: 1 }] };
  assert.equal(act(half, 'suspend').state.paused, true);
});
