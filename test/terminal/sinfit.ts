/** The compiled dashboard in a pseudo-terminal, and what its screen says. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI } from '../packed.js';
import { type Program, type ProgramOptions, startProgram } from './program.js';

export { CLI };

/** Starts the dashboard with seed 42, in an empty folder: keys may save files. */
export function startSinfit(
  options: ProgramOptions & { readonly test: NonNullable<ProgramOptions['test']> },
  ...args: readonly string[]
): Program {
  const cwd = mkdtempSync(join(tmpdir(), 'sinfit-tui-'));
  const program = startProgram(process.execPath, [CLI, '--seed', '42', ...args], {
    cwd,
    ...options,
  });
  options.test.after(async () => rmSync(cwd, { recursive: true, force: true }));
  return program;
}

/** So slow a pace that no iteration is done while a test runs: the first frame stays. */
export const STANDSTILL = ['--pace', '0.0001'] as const;

/** So many iterations that a test never sees the end. */
export const ENDLESS = ['--pace', 'max', '--iterations', '1e9'] as const;

/** The iteration that the header shows; NaN when there is none. */
export function iteration(screen: string): number {
  return Number(/(\d+) of \d/.exec(screen)?.[1] ?? Number.NaN);
}

/**
 * Waits for the first whole frame of a program that stands still, and gives its text. The worker
 * may find out the least possible loss, 8.817, later than the rest; a screen too small shows less.
 */
export async function firstFrame(program: Program): Promise<string> {
  await program.waitFor(/8\.817|needs/);
  return program.quiet(200);
}

/** Chooses a lesson by its number, waits for its first step, and answers that. */
export async function answerLesson(
  program: Program,
  number: string,
  firstStep: string,
  answer: string,
): Promise<void> {
  program.press('t');
  await program.waitFor('Lesson: _');
  program.press(`${number}\r`);
  await program.waitFor(firstStep);
  program.press(answer);
  await program.waitFor('Watch');
}

/** Waits until what is typed no longer belongs to an Esc before it. */
export function afterEscape(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 600));
}

/** The terminal's own modes are those that it has without a program. */
export function assertModes({ emulator }: Program): void {
  assert.equal(emulator.alternate, false, 'alternate screen');
  assert.equal(emulator.cursorVisible, true, 'cursor');
  assert.equal(emulator.mouseTracking, 'none', 'mouse');
  assert.equal(emulator.bracketedPaste, false, 'bracketed paste');
  assert.equal(emulator.applicationCursorKeys, false, 'cursor keys');
  assert.equal(emulator.applicationKeypad, false, 'keypad');
  assert.deepEqual(emulator.unknownSequences, []);
}
