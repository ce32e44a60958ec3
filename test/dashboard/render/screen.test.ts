import assert from 'node:assert/strict';
import { test } from 'node:test';
import { screenText } from '../../../src/dashboard/render/screen.js';
import { createEmulator } from '../../emulator.js';

test('the text of a screen is that of its rows, gaps included', async () => {
  const emulator = createEmulator({ columns: 20, rows: 3 });
  await emulator.write('a \x1b[1mb\x1b[m   c\r\n\r\n   \x1b[7m d \x1b[m');
  assert.equal(screenText(emulator.screen()), `${emulator.text()}\n`);
});
