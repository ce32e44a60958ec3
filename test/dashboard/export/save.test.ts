import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { saveFiles } from '../../../src/dashboard/export/save.js';
import { resolvedRun } from '../../output/records.js';
import { temporaryFolder } from '../../temporaryFolder.js';
import { openTestScreen } from '../screen.js';
import { scenes } from '../states.js';

const size = { columns: 80, rows: 24 };
const now = new Date('2025-01-31T23:59:59.123Z');
const NAME = 'sinfit-tui-init-20250131T235959123Z';

test('if one file cannot be saved, the message says which ones were', async (t) => {
  const before = process.cwd();
  // Windows removes no folder that somebody is in.
  t.after(() => process.chdir(before));
  process.chdir(temporaryFolder(t));
  writeFileSync(`${NAME}.svg`, 'mine');
  const state = scenes.finished!(size);
  const screen = openTestScreen(size);
  await screen.draw(state);
  const message = saveFiles(state, resolvedRun('--seed', '42'), screen.shown(), now);
  await screen.close();
  assert.match(message, new RegExp(`^${NAME}\\.svg could not be saved: .*\\. Saved: \\.ndjson$`));
  assert.deepEqual(readdirSync('.').sort(), [`${NAME}.ndjson`, `${NAME}.svg`]);
  assert.equal(readFileSync(`${NAME}.svg`, 'utf8'), 'mine');
});
