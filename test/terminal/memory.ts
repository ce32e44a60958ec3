/** How much memory a program uses, asked while it runs. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from '../temporaryFolder.js';
import type { Program } from './program.js';

/** Looks every 20 ms, for a minute at most. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let i = 0; !condition(); i++) {
    assert.ok(i < 3000, `${what}: not within a minute`);
    await wait(20);
  }
}

/**
 * The arguments and the environment of a program that tells how many bytes it uses, after a garbage
 * collection: what is resident besides goes by the size of V8's young generation, which differs from
 * one Node.js to the next.
 */
export function memoryOf(test: TestContext) {
  const folder = temporaryFolder(test);
  const file = join(folder, 'memory');
  const lines = (): string[] => readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n');
  return {
    args: ['--expose-gc', '--import', new URL('./fixtures/memory.js', import.meta.url).href],
    env: { MEMORY_FILE: file },
    async ask(program: Program): Promise<number> {
      const { length } = lines();
      program.kill('SIGURG');
      await until(() => lines().length > length, 'an answer to SIGURG');
      return Number(lines().at(-2));
    },
  };
}
