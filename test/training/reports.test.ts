import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_WAITING_EVENTS, Reports } from '../../src/training/reports.js';
import { settings, trainPlainly } from './model.js';

const record = { type: 'record', run: 0, state: trainPlainly(settings, 0)[0]! } as const;

test('a changed status is reported at once, records after an interval', () => {
  const reports = new Reports();
  assert.equal(reports.isDue(0, 'paused'), false);
  assert.equal(reports.isDue(0, 'running'), true);
  reports.take(0, 'running');
  assert.equal(reports.isDue(1000, 'running'), false);
  reports.add(record);
  assert.equal(reports.isDue(32, 'running'), false);
  assert.equal(reports.isDue(33, 'running'), true);
  assert.deepEqual(reports.take(33, 'running'), [record]);
  assert.equal(reports.hasEvents, false);
});

test('without acknowledgements nothing is due, and records fill up', () => {
  const reports = new Reports();
  reports.take(0, 'running');
  reports.take(0, 'running');
  while (!reports.isFull) {
    reports.add(record);
  }
  assert.equal(reports.isDue(1000, 'finished'), false);
  reports.acknowledge();
  assert.equal(reports.isDue(1000, 'finished'), true);
  assert.equal(reports.take(1000, 'finished').length, MAX_WAITING_EVENTS);
});
