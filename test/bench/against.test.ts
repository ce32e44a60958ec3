import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparisonRow, verdict } from './against.js';

const wave = (round: number) => 1 + 0.02 * Math.sin(round * 7);
const rounds = Array.from({ length: 25 }, (_, round) => round);

describe('the comparison of two builds', () => {
  it('sees a difference of a few percent through noise that is as large', () => {
    const then = rounds.map((round) => 100 * wave(round));
    const now = rounds.map((round) => 104 * wave(round + 0.5));
    const [, , , ratio, , says] = comparisonRow('start', 'ms', now, then);
    assert.ok(Math.abs(Number(ratio) - 1.04) < 0.02, `${ratio}`);
    assert.equal(says, 'MORE');
  });

  it('sees none between builds that are equally fast', () => {
    const then = rounds.map((round) => 100 * wave(round));
    const now = rounds.map((round) => 100 * wave(round + 0.5));
    assert.equal(comparisonRow('start', 'ms', now, then).at(-1), 'no difference seen');
  });

  it('sees a small difference through a drift that both sides share', () => {
    const then = rounds.map((round) => 100 * (1 + round / 10));
    const now = rounds.map((round) => 101 * (1 + round / 10));
    assert.deepEqual(comparisonRow('start', 'ms', now, then), [
      ...['start', '222 ms', '220 ms', '1.010', '1.010 to 1.010', 'MORE'],
    ]);
  });

  it('says nothing while 1 lies in the interval', () => {
    assert.equal(verdict([0.99, 1.01]), 'no difference seen');
    assert.equal(verdict([0.9, 0.99]), 'less');
    assert.equal(verdict([1, 1.2]), 'no difference seen');
  });
});
