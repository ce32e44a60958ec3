import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompleteness } from '../../src/recording/completeness.js';
import type { RunEvent, Started } from '../../src/runs/events.js';

const at = (iteration: number, loss = 1) => ({
  iteration,
  loss,
  coefficients: [],
  gradient: [],
  learningRate: 1,
});
const record = (run: number, iteration: number): RunEvent => ({
  type: 'record',
  run,
  state: at(iteration),
});
const turned = (run: number, iteration: number): RunEvent => ({
  type: 'changed',
  run,
  state: at(iteration),
});
const ended = (
  run: number,
  iteration: number,
  status: 'finished' | 'diverged' | 'interrupted' = 'finished',
  loss = 1,
): RunEvent => ({ type: 'ended', run, status, state: at(iteration, loss) });
const begins = (run: number, lane: number, iteration?: number): Started => ({
  type: 'started',
  run,
  lane,
  seed: null,
  initial: [],
  learningRate: 1,
  branch: iteration === undefined ? null : { run: 0, iteration },
});

const END = 'the end of the run is missing';

for (const [what, lanes, events, missing] of [
  ['a whole run', 1, [record(0, 9), record(0, 19), ended(0, 25)], null],
  ['no line', 1, [], END],
  ['no end', 1, [record(0, 9)], END],
  ['no record', 1, [ended(0, 10)], '1 record is missing'],
  ['an end that is no record', 1, [ended(0, 9)], null],
  ['an end by interruption that is one', 1, [ended(0, 9, 'interrupted')], '1 record is missing'],
  ['a diverged run', 1, [ended(0, 9, 'diverged', Number.POSITIVE_INFINITY)], null],
  ['one that still has a loss', 1, [ended(0, 9, 'diverged')], '1 record is missing'],
  ['a gap and no end', 1, [record(0, 29)], `2 records are missing, and ${END}`],
  ['a gap before the end', 1, [record(0, 9), ended(0, 30)], '2 records are missing'],
  ['a record twice', 1, [record(0, 9), record(0, 9), ended(0, 10)], null],
  ['a changed rate between records', 1, [record(0, 9), turned(0, 13), ended(0, 14)], null],
  ['the same with a gap', 1, [turned(0, 13), ended(0, 14)], '1 record is missing'],
  ['trained on after its end', 1, [record(0, 9), ended(0, 10), record(0, 19)], END],
  ['and to its end', 1, [record(0, 9), ended(0, 10), record(0, 19), ended(0, 20)], null],
  ['trained on from an end that then is a record', 1, [ended(0, 9), record(0, 9)], END],
  ['and a rate changed there', 1, [ended(0, 9), turned(0, 9), record(0, 9)], END],
  ['a rate changed at the end', 1, [ended(0, 9), turned(0, 9)], null],
  ['and changed back', 1, [ended(0, 9), turned(0, 9), turned(0, 9)], null],
  ['one end of two', 2, [ended(0, 5), record(1, 9)], END],
  ['two runs', 2, [record(1, 9), ended(0, 5), ended(1, 10)], null],
  ['a reset whose first run has no end', 1, [record(0, 9), begins(1, 0), ended(1, 5)], null],
  ['a reset and no end', 1, [ended(0, 5), begins(1, 0)], END],
  ['a branch', 1, [record(0, 9), begins(1, 0, 12), record(1, 19), ended(1, 20)], null],
  ['a branch with a gap', 1, [record(0, 9), begins(1, 0, 12), ended(1, 20)], '1 record is missing'],
] as const) {
  test(`${what}: ${missing ?? 'nothing is missing'}`, () => {
    const first = Array.from({ length: lanes }, (_, lane) => begins(lane, lane));
    const completeness = createCompleteness(first, 10);
    events.forEach(completeness.accept);
    assert.equal(completeness.missing(), missing);
  });
}
