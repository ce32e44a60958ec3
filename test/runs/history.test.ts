import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Snapshot } from '../../src/fit/descent.js';
import {
  appendHistory,
  emptyHistory,
  HISTORY_CAPACITY,
  type History,
  historyUpTo,
  omittedRecords,
  withNewest,
} from '../../src/runs/history.js';

const NEWEST = HISTORY_CAPACITY / 4;

function snapshot(iteration: number, loss: number): Snapshot {
  return { iteration, loss, coefficients: [loss], gradient: [0], learningRate: 1e-6 };
}

/** A run of `count` snapshots with a record every `every` iterations. */
function run(count: number, every: number, loss: (index: number) => number): Snapshot[] {
  return Array.from({ length: count }, (_, index) => snapshot(index * every, loss(index)));
}

function appendInBatches(snapshots: readonly Snapshot[], size: number): History {
  let history = emptyHistory;
  for (let start = 0; start < snapshots.length; start += size) {
    history = appendHistory(history, snapshots.slice(start, start + size));
  }
  return history;
}

suite('history', () => {
  test('keeps everything up to its capacity', () => {
    const all = run(HISTORY_CAPACITY, 100, (index) => 1 / (index + 1));
    const history = appendInBatches(all, 7);
    assert.deepEqual(history.snapshots, all);
    const more = appendHistory(history, [snapshot(1e9, 0)]);
    assert.ok(more.snapshots.length < HISTORY_CAPACITY);
  });

  test('is a value: what was appended to stays as it was', () => {
    const first = appendHistory(emptyHistory, [snapshot(0, 5)]);
    const second = appendHistory(first, [snapshot(99, 4)]);
    appendHistory(
      second,
      run(9000, 200, () => 1),
    );
    assert.equal(emptyHistory.snapshots.length, 0);
    assert.equal(first.snapshots.length, 1);
    assert.equal(second.snapshots.length, 2);
    assert.equal(appendHistory(second, []), second);
  });

  test('takes no snapshot twice', () => {
    const start = appendHistory(emptyHistory, [snapshot(0, 5)]);
    const history = appendHistory(start, [snapshot(0, 5), snapshot(1, 4)]);
    assert.deepEqual(history.snapshots, [snapshot(0, 5), snapshot(1, 4)]);
  });

  test('whatever comes, stays in bounds and in order, with its first and newest snapshots', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 6000 }),
        fc.constantFrom(1, 3, 100, 1_000_000),
        fc.array(fc.double({ min: 0, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (count, batch, every, losses) => {
          const all = run(count, every, (index) => losses[(index * 31) % losses.length]!);
          const { snapshots } = appendInBatches(all, batch);
          assert.ok(snapshots.length <= HISTORY_CAPACITY);
          const given = new Set(all);
          assert.ok(snapshots.every((kept) => given.has(kept)));
          for (let index = 1; index < snapshots.length; index++) {
            assert.ok(snapshots[index]!.iteration > snapshots[index - 1]!.iteration);
          }
          assert.equal(snapshots[0], all[0]);
          assert.deepEqual(snapshots.slice(-NEWEST), all.slice(-NEWEST));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('takes a learning rate that was changed since, and nothing else, at its newest moment', () => {
    const history = appendHistory(emptyHistory, [snapshot(0, 5), snapshot(99, 4)]);
    const turned = { ...snapshot(99, 4), learningRate: 2e-6 };
    assert.deepEqual(withNewest(history, turned).snapshots, [snapshot(0, 5), turned]);
    assert.deepEqual(history.snapshots[1], snapshot(99, 4));
    assert.equal(withNewest(history, snapshot(99, 4)), history);
    assert.equal(withNewest(history, { ...snapshot(150, 3), learningRate: 2e-6 }), history);
    assert.equal(withNewest(emptyHistory, turned), emptyHistory);
  });

  test('says how many records it has left out, also in a branch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 6000 }),
        fc.constantFrom(1, 3, 100, 1_000_000),
        fc.nat(),
        (count, batch, every, place) => {
          const start = every === 1 ? [] : [snapshot(0, 5)];
          const records = Array.from({ length: count }, (_, i) =>
            snapshot((i + 1) * every - 1, Math.sin(i)),
          );
          const history = appendInBatches([...start, ...records], batch);
          const kept = history.snapshots.length - start.length;
          assert.equal(omittedRecords(history, every), count - kept);
          const branchesAt = history.snapshots[place % history.snapshots.length]!.iteration;
          const branch = historyUpTo(history, branchesAt);
          assert.equal(branch.snapshots.at(-1)!.iteration, branchesAt);
          const before = records.filter(({ iteration }) => iteration <= branchesAt).length;
          const keptBefore = branch.snapshots.length - start.length;
          assert.equal(omittedRecords(branch, every), before - keptBefore);
        },
      ),
      { numRuns: 40 },
    );
    assert.equal(omittedRecords(emptyHistory, 100), 0);
  });

  test('keeps every spike, up or down, and both extremes of the run', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 299 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 100, max: 5000 }),
        (places, batch) => {
          // Far enough apart to be in stretches of their own: one spike each way in a hundred.
          const spikes = new Set(places.map((place) => place * 100));
          const loss = (index: number) => {
            if (spikes.has(index)) {
              return 1e6 + index;
            }
            if (spikes.has(index - 1)) {
              return 1e-6 / index;
            }
            return 10 + 1 / (index + 1);
          };
          const all = run(30_000, 1, loss);
          const kept = new Set(appendInBatches(all, batch).snapshots);
          for (const place of spikes) {
            assert.ok(kept.has(all[place]!), `the spike at ${place}`);
            assert.ok(kept.has(all[place + 1]!), `the dip at ${place + 1}`);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('is equally dense all along its older part, however long the run', () => {
    const all = run(200_000, 1, (index) => Math.sin(index) + 2);
    const { snapshots } = appendInBatches(all, 100);
    // What came since the last thinning is as complete as the newest snapshots.
    const thinned = all.length - HISTORY_CAPACITY;
    const quarters = [0, 0, 0, 0];
    for (const { iteration } of snapshots) {
      if (iteration < thinned) {
        quarters[Math.floor((iteration / thinned) * 4)]! += 1;
      }
    }
    assert.ok(Math.min(...quarters) > 0.75 * Math.max(...quarters), quarters.join(' '));
  });
});
