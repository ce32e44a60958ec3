import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createFrameScheduler } from '../../../src/dashboard/render/frameScheduler.js';

/** A terminal that has not taken in everything until `catchUp`. */
class SlowTerminal {
  writableLength = 0;
  #callbacks: (() => void)[] = [];

  write(_chunk: unknown, ...rest: unknown[]): boolean {
    this.#callbacks.push(rest.at(-1) as () => void);
    return true;
  }

  get waiting(): number {
    return this.#callbacks.length;
  }

  catchUp(): void {
    this.writableLength = 0;
    for (const callback of this.#callbacks.splice(0)) {
      callback();
    }
  }
}

/** A frame clock, the times at which it drew, and what the terminal has not taken in yet. */
function clock(t: TestContext) {
  let now = 0;
  t.mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
  t.mock.method(process, 'uptime', () => now / 1000);
  const drawn: number[] = [];
  const terminal = new SlowTerminal();
  const scheduler = createFrameScheduler(() => drawn.push(now), terminal);
  return {
    ...scheduler,
    drawn,
    terminal,
    pass(milliseconds: number) {
      for (let i = 0; i < milliseconds; i++) {
        now += 1;
        t.mock.timers.tick(1);
      }
    },
  };
}

test('after a pause the next frame is drawn at once', (t) => {
  const { request, pass, drawn } = clock(t);
  pass(1000);
  assert.deepEqual(drawn, []);
  request();
  pass(2);
  assert.deepEqual(drawn, [1001]);
  pass(1000);
  assert.equal(drawn.length, 1);
});

test('however many are requested, there are at most 30 frames a second', (t) => {
  const { request, pass, drawn } = clock(t);
  for (let i = 0; i < 1000; i++) {
    request();
    request();
    pass(1);
  }
  assert.ok(drawn.length <= 31 && drawn.length >= 28, `${drawn.length} frames`);
  drawn.slice(1).forEach((time, i) => {
    assert.ok(time - drawn[i]! >= 33);
  });
});

test('the last request is always followed by a frame', (t) => {
  const { request, pass, drawn } = clock(t);
  request();
  pass(1);
  request();
  pass(5);
  assert.equal(drawn.length, 1);
  pass(40);
  assert.equal(drawn.length, 2);
});

test('an answer to a key comes sooner, but however many keys there are not at once', (t) => {
  const { request, requestAnswer, pass, drawn } = clock(t);
  request();
  pass(1);
  request();
  requestAnswer();
  pass(10);
  assert.equal(drawn.length, 2);
  pass(100);
  assert.equal(drawn.length, 2);
  for (let i = 0; i < 1000; i++) {
    requestAnswer();
    request();
    pass(1);
  }
  assert.ok(drawn.length <= 2 + 126, `${drawn.length} frames`);
});

test('half an answer is drawn only if the rest is late', (t) => {
  const { request, requestAnswer, requestUnlessAnswered, pass, drawn } = clock(t);
  request();
  pass(1);
  // What was asked for before would show the half, too.
  request();
  requestUnlessAnswered();
  pass(50);
  assert.equal(drawn.length, 1);
  requestAnswer();
  pass(1);
  assert.equal(drawn.length, 2);
  pass(200);
  assert.equal(drawn.length, 2);
  requestUnlessAnswered();
  pass(101);
  assert.equal(drawn.length, 3);
});

test('frames are skipped while the terminal does not read, and one is drawn when it has', (t) => {
  const { request, pass, drawn, terminal } = clock(t);
  terminal.writableLength = 1;
  for (let i = 0; i < 100; i++) {
    request();
    pass(10);
  }
  assert.deepEqual(drawn, []);
  assert.equal(terminal.waiting, 1);
  terminal.catchUp();
  pass(40);
  assert.equal(drawn.length, 1);
  pass(100);
  assert.equal(drawn.length, 1);
});

test('nothing is drawn during a pause, and a frame after it', (t) => {
  const { request, pause, resume, pass, drawn, terminal } = clock(t);
  request();
  pause();
  request();
  pass(100);
  assert.deepEqual(drawn, []);
  resume();
  pass(1);
  assert.equal(drawn.length, 1);
  terminal.writableLength = 1;
  request();
  pass(100);
  pause();
  terminal.catchUp();
  pass(100);
  assert.equal(drawn.length, 1);
  resume();
  pass(100);
  assert.equal(drawn.length, 2);
});

test('nothing is drawn after the end', (t) => {
  const { request, stop, pass, drawn } = clock(t);
  request();
  stop();
  request();
  pass(100);
  assert.deepEqual(drawn, []);
});
