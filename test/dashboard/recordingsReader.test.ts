/** Recordings that are rewritten while the dashboard reads them before it opens. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event } from '../../src/dashboard/model/events.js';
import type { State } from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import { Playback } from '../../src/dashboard/playback.js';
import { type NamedRecording, RecordingsReader } from '../../src/dashboard/recordingsReader.js';
import { ReplayFeed } from '../../src/dashboard/replayFeed.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import { openRecording } from '../../src/recording/open.js';
import type { Piece } from '../../src/recording/source.js';
import { printed, resolvedRun } from '../output/records.js';

async function recorded(...args: readonly string[]): Promise<Buffer> {
  const run = resolvedRun('--seed', '5', ...args);
  return Buffer.from(await printed(run, ndjsonFormat(run)));
}

/** A dashboard that has read what these sources, named a, b, …, contain so far, and its end. */
async function opened(...sources: readonly AsyncIterable<Piece>[]) {
  const recordings: NamedRecording[] = [];
  for (const [index, source] of sources.entries()) {
    recordings.push({ name: 'ab'[index]!, recording: await openRecording(source) });
  }
  const playback = new Playback(500);
  const reader = new RecordingsReader(recordings, playback, { columns: 80, rows: 24 });
  let state = reader.begin();
  const dispatch = (event: Event): void => {
    state = update(state, event).state;
  };
  (await reader.readPresent()).forEach(dispatch);
  return {
    before: state,
    /** The state once the sources have ended and everything has been played. */
    async followed(): Promise<State> {
      const feed = new ReplayFeed(reader, playback, dispatch);
      await feed.start(true);
      feed.seek('newest');
      await feed.close();
      assert.equal(feed.failure(), null);
      return state;
    },
  };
}

/** How each run ended, at which iteration, with how many coefficients. */
function endsOf({ live }: State) {
  return live.map(({ status, present }) => [
    status,
    present!.iteration,
    present!.coefficients.length,
  ]);
}

test('one of several recordings that is rewritten stays as it was, and the others go on', async () => {
  const a = await recorded('--iterations', '500');
  const b = await recorded('--iterations', '300');
  const quintic = await recorded('--iterations', '700', '--degree', '5', '--lr', '1e-9');
  async function* growing(): AsyncGenerator<Piece> {
    yield a.subarray(0, a.length / 2);
    yield null;
    yield a.subarray(a.length / 2);
    yield null;
  }
  async function* rewritten(): AsyncGenerator<Piece> {
    yield b;
    yield 'rewritten';
    yield quintic;
    yield null;
  }
  const { before, followed } = await opened(growing(), rewritten());
  assert.match(before.warning!, /b: The file is being rewritten\./);
  const state = await followed();
  assert.deepEqual(endsOf(state), [
    ['finished', 500, 4],
    ['finished', 300, 4],
  ]);
  assert.match(state.warning!, /b: The file is being rewritten\./);
});

test('the dashboard opens on a file that was emptied, and shows what is written to it', async () => {
  const before = await recorded('--iterations', '500');
  const after = await recorded('--iterations', '700', '--degree', '5', '--lr', '1e-9');
  let isOpen = false;
  async function* emptied(): AsyncGenerator<Piece> {
    yield before;
    yield 'rewritten';
    assert.ok(isOpen, 'waits for what may never be written');
    yield after;
    yield null;
  }
  const dashboard = await opened(emptied());
  isOpen = true;
  assert.match(dashboard.before.warning!, /^The file is being rewritten\./);
  const state = await dashboard.followed();
  assert.deepEqual(endsOf(state), [['finished', 700, 6]]);
  assert.equal(state.warning, null);
});
