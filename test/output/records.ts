/** Runs in memory, for the tests of the formats. */

import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import type { Snapshot } from '../../src/fit/descent.js';
import { MEMORY, OPTIMIZERS } from '../../src/fit/optimizers.js';
import { type ResolvedRun, resolveStart, runSettings } from '../../src/options/start.js';
import { trainHeadless } from '../../src/output/headless.js';
import { tutorialFormat } from '../../src/output/text.js';
import type { EventFormat } from '../../src/runs/events.js';
import { Sink } from './sink.js';

export function resolvedRun(...argv: string[]): ResolvedRun {
  const parsed = parseArguments(argv);
  if (parsed.kind !== 'run') {
    throw new Error(JSON.stringify(parsed));
  }
  return resolveStart(parsed.options, () => 42);
}

/** The tutorial's text for runs of plain gradient descent. */
export function plainFormat(...learningRates: number[]): EventFormat {
  return tutorialFormat({ learningRates, optimizers: learningRates.map(() => OPTIMIZERS.sgd) });
}

/** What the format makes of a run. */
export async function printed(run: ResolvedRun, format: EventFormat): Promise<string> {
  const stdout = new Sink();
  const world = { stdout, stderr: new Sink(), interruption: new AbortController().signal };
  await trainHeadless(runSettings(run), format, world);
  return stdout.text;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const any = fc.oneof(finite, fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, -0));

const four = fc.array(finite, { minLength: 4, maxLength: 4 });

/** What an optimizer remembers for a cubic. */
const memoryArbitrary = fc.record({
  velocity: four,
  firstMoment: four,
  secondMoment: four.map((numbers) => numbers.map(Math.abs)),
  updates: fc.nat(),
});

/** An optimizer in the course of a run. */
const optimizerArbitrary = fc
  .tuple(fc.constantFrom('momentum', 'nesterov', 'rmsprop', 'adam'), memoryArbitrary)
  .map(([name, { updates, ...memory }]) => ({
    ...OPTIMIZERS[name],
    ...Object.fromEntries(MEMORY[name].map((part) => [part, memory[part]])),
    ...(name === 'adam' && { updates }),
  }));

/** Any state of a cubic, also one whose numbers have left the finite range. */
export const snapshotArbitrary: fc.Arbitrary<Snapshot> = fc.record(
  {
    iteration: fc.nat({ max: 1e9 }),
    loss: fc.oneof(finite.map(Math.abs), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN)),
    coefficients: fc.array(finite, { minLength: 4, maxLength: 4 }),
    gradient: fc.array(any, { minLength: 4, maxLength: 4 }),
    learningRate: finite.filter((value) => value > 0),
    optimizer: optimizerArbitrary,
  },
  {
    requiredKeys: ['iteration', 'loss', 'coefficients', 'gradient', 'learningRate'],
    noNullPrototype: true,
  },
);
