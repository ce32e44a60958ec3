/** A recording plays by a clock that the test sets. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Playback } from '../../src/dashboard/playback.js';
import { LANE_CAPACITY } from '../../src/dashboard/playbackLane.js';
import type { Ended, Reached, RunEvent, Started } from '../../src/runs/events.js';

const PACE = 500;
const EVERY = 100;

function started(run: number, lane = 0, branch: Started['branch'] = null): Started {
  return { type: 'started', run, lane, seed: 1, initial: [0, 0], learningRate: 1e-6, branch };
}

function snapshot(iteration: number): Reached['state'] {
  return { iteration, loss: 1, coefficients: [0, 0], gradient: [0, 0], learningRate: 1e-6 };
}

function record(run: number, iteration: number): Reached {
  return { type: 'record', run, state: snapshot(iteration) };
}

function ended(run: number, iteration: number, status: Ended['status'] = 'finished'): Ended {
  return { type: 'ended', run, status, state: snapshot(iteration) };
}

/** The records of a run up to an iteration. */
function records(run: number, last: number): Reached[] {
  return Array.from({ length: (last + 1) / EVERY }, (_, i) => record(run, (i + 1) * EVERY - 1));
}

/** What was released, in short: the run and its iteration, or `start`. */
function told(events: readonly RunEvent[]): string[] {
  return events.map((event) =>
    event.type === 'started' ? `${event.run}: start` : `${event.run}: ${event.state.iteration}`,
  );
}

function playing(first: readonly (readonly Started[])[], ...events: readonly RunEvent[][]) {
  const playback = new Playback(PACE);
  playback.load(first, EVERY, 0);
  for (const [recording, each] of events.entries()) {
    playback.add(recording, each);
  }
  playback.handle({ type: 'resume' }, 0);
  return playback;
}

const oneRun = () => playing([[started(0)]], [...records(0, 499), ended(0, 500)]);

describe('a recording', () => {
  test('plays from its start at its pace, and says when the next event is due', () => {
    const playback = oneRun();
    const heard: [time: number, told: string[]][] = [];
    for (let time = 0; ; ) {
      const events = told(playback.drain(time));
      if (events.length > 0) {
        heard.push([time, events]);
      }
      const wait = playback.wait(time);
      if (wait === null) {
        break;
      }
      time += wait;
    }
    assert.deepEqual(heard, [
      [198, ['0: 99']],
      [398, ['0: 199']],
      [598, ['0: 299']],
      [798, ['0: 399']],
      [998, ['0: 499']],
      [1031, ['0: 500']],
    ]);
    assert.ok(playback.isFollowing);
  });

  test('plays twice as fast at twice the pace, and all at once at the highest', () => {
    const playback = oneRun();
    assert.deepEqual(told(playback.drain(200)), ['0: 99']);
    playback.handle({ type: 'pace', pace: 1000 }, 200);
    assert.deepEqual(playback.drain(298), []);
    assert.deepEqual(told(playback.drain(300)), ['0: 199']);
    playback.handle({ type: 'pace', pace: Number.POSITIVE_INFINITY }, 300);
    assert.deepEqual(told(playback.drain(300)), ['0: 299', '0: 399', '0: 499', '0: 500']);
  });

  test('pauses, and goes on from there', () => {
    const playback = oneRun();
    playback.drain(200);
    playback.handle({ type: 'pause' }, 300);
    assert.equal(playback.wait(300), null);
    assert.deepEqual(playback.drain(100_000), []);
    playback.handle({ type: 'resume' }, 100_000);
    assert.deepEqual(playback.drain(100_097), []);
    assert.deepEqual(told(playback.drain(100_098)), ['0: 199']);
  });

  test('steps from one moment to the next, and not beyond its end', () => {
    const playback = oneRun();
    playback.handle({ type: 'pause' }, 0);
    const step = (iterations: number) => told(playback.handle({ type: 'step', iterations }, 0));
    assert.deepEqual(step(1), ['0: 99']);
    assert.deepEqual(step(2), ['0: 199', '0: 299']);
    assert.deepEqual(step(10), ['0: 399', '0: 499', '0: 500']);
    assert.deepEqual(step(1), []);
    assert.equal(playback.isFollowing, false);
  });

  test('goes to its newest moment, and follows from there', () => {
    const playback = oneRun();
    playback.drain(200);
    const { again, events } = playback.seek('newest', 200);
    assert.deepEqual(
      [again, told(events)],
      [false, ['0: 199', '0: 299', '0: 399', '0: 499', '0: 500']],
    );
    playback.add(0, records(0, 999).slice(5));
    assert.deepEqual(told(playback.drain(200)), ['0: 599', '0: 699', '0: 799', '0: 899', '0: 999']);
  });

  test('that grows is followed once it has come to its end, not before', () => {
    const playback = playing([[started(0)]], records(0, 199));
    playback.add(0, [record(0, 299)]);
    assert.deepEqual(told(playback.drain(400)), ['0: 99', '0: 199']);
    assert.deepEqual(told(playback.drain(600)), ['0: 299']);
    // The next one is due 100 iterations after that.
    playback.drain(797);
    assert.equal(playback.isFollowing, false);
    playback.drain(798);
    assert.equal(playback.isFollowing, true);
    playback.add(0, records(0, 899).slice(3));
    assert.equal(told(playback.drain(800)).length, 6);
    playback.handle({ type: 'pause' }, 900);
    assert.equal(playback.isFollowing, false);
    playback.add(0, [record(0, 999)]);
    assert.deepEqual(playback.drain(10_000), []);
  });

  test('plays again what came before a moment', () => {
    const playback = oneRun();
    playback.drain(1100);
    const { again, events } = playback.seek({ run: 0, iteration: 199 }, 1100);
    assert.deepEqual([again, told(events)], [true, ['0: 99', '0: 199']]);
    assert.deepEqual(told(playback.drain(1299)), []);
    assert.deepEqual(told(playback.drain(1300)), ['0: 299']);
    assert.deepEqual(playback.seek({ run: 0, iteration: 0 }, 1300), { again: true, events: [] });
  });

  test('plays runs one after the other, and a branch from where it left', () => {
    const reset = [
      ...records(0, 299),
      ended(0, 350, 'interrupted'),
      started(1),
      ...records(1, 199),
    ];
    const branch = started(2, 0, { run: 1, iteration: 99 });
    const playback = playing([[started(0)]], [...reset, branch, record(2, 199)]);
    assert.deepEqual(told(playback.drain(699)), ['0: 99', '0: 199', '0: 299']);
    assert.deepEqual(told(playback.drain(700)), ['0: 350', '1: start']);
    assert.deepEqual(told(playback.drain(900)), ['1: 99']);
    assert.deepEqual(told(playback.drain(1098)), ['1: 199', '2: start']);
    assert.deepEqual(told(playback.drain(1298)), ['2: 199']);
    // Before its branch the run is the one that it left.
    const last = (iteration: number) =>
      told(playback.seek({ run: 2, iteration }, 1298).events).at(-1);
    assert.deepEqual([last(0), last(98), last(99)], ['1: start', undefined, '2: start']);
  });

  test('is thinned in bounded memory where it is very long, and keeps its peaks and its end', () => {
    const last = 10 * LANE_CAPACITY;
    const spikes = [7, 99_999, last - 500];
    const all = Array.from({ length: last + 1 }, (_, iteration) => ({
      ...record(0, iteration),
      state: {
        ...snapshot(iteration),
        loss: spikes.includes(iteration) ? 1e9 : 1 / (iteration + 1),
      },
    }));
    const playback = playing([[started(0)]], [...all, ended(0, last + 1)]);
    const heard = [...playback.drain(20_000), ...playback.seek('newest', 20_000).events];
    assert.ok(heard.length <= LANE_CAPACITY);
    const iterations = heard.map((event) => (event.type === 'started' ? 0 : event.state.iteration));
    assert.ok(iterations.every((iteration, i) => i === 0 || iteration > iterations[i - 1]!));
    // The density is about the same everywhere.
    assert.ok(iterations.filter((iteration) => iteration < last / 8).length > heard.length / 16);
    assert.ok([...spikes, last + 1].every((iteration) => iterations.includes(iteration)));
  });

  test('plays its lanes together, though they were recorded one after the other', () => {
    const first = [started(0), started(1, 1)];
    const playback = playing([first], [...records(0, 299), ...records(1, 299)]);
    assert.deepEqual(told(playback.drain(200)), ['0: 99', '1: 99']);
    assert.deepEqual(told(playback.drain(400)), ['0: 199', '1: 199']);
  });

  test('starts a run after all that was recorded before, in every lane of its own', () => {
    const first = [[started(0), started(1, 1)], [started(2, 2)]];
    const ofOne = [record(0, 99), ...records(1, 399), started(3), started(4, 1), record(3, 99)];
    const playback = playing(first, ofOne, [...records(2, 99), started(5, 2), record(5, 99)]);
    assert.deepEqual(told(playback.drain(200)), ['0: 99', '1: 99', '2: 99', '5: start']);
    assert.deepEqual(told(playback.drain(600)), ['1: 199', '1: 299', '5: 99']);
    assert.deepEqual(told(playback.drain(798)), ['3: start', '1: 399', '4: start']);
  });
});
