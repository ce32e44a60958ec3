/** Runs in memory, for the tests of the formats. */

import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import type { Snapshot } from '../../src/fit/descent.js';
import { type ResolvedRun, resolveStart, runSettings } from '../../src/options/start.js';
import { trainHeadless } from '../../src/output/headless.js';
import type { EventFormat } from '../../src/runs/events.js';
import { Sink } from './sink.js';

export function resolvedRun(...argv: string[]): ResolvedRun {
  const parsed = parseArguments(argv);
  if (parsed.kind !== 'run') {
    throw new Error(JSON.stringify(parsed));
  }
  return resolveStart(parsed.options, () => 42);
}

/** What the format makes of a run. */
export async function printed(run: ResolvedRun, format: EventFormat): Promise<string> {
  const stdout = new Sink();
  const world = { stdout, stderr: new Sink(), interruption: new AbortController().signal };
  const runs = run.options.learningRates.map((learningRate) => runSettings(run, learningRate));
  await trainHeadless(runs, format, world);
  return stdout.text;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const any = fc.oneof(finite, fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, -0));

/** Any state of a cubic, also one whose numbers have left the finite range. */
export const snapshotArbitrary: fc.Arbitrary<Snapshot> = fc.record({
  iteration: fc.nat({ max: 1e9 }),
  loss: fc.oneof(finite.map(Math.abs), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN)),
  coefficients: fc.array(finite, { minLength: 4, maxLength: 4 }),
  gradient: fc.array(any, { minLength: 4, maxLength: 4 }),
  learningRate: finite.filter((value) => value > 0),
});
