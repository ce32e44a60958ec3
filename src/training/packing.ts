import type { Snapshot } from '../fit/descent.js';
import type { Message, Progress } from './protocol.js';

/**
 * Makes a message of progress. Its trace becomes one array of numbers, because copying hundreds of
 * small objects to the other thread would cost more than the rest of an update.
 */
export function packProgress(progress: Progress): Extract<Message, { type: 'progress' }> {
  return { type: 'progress', progress: { ...progress, trace: pack(progress.trace) } };
}

/** Restores the progress from a message. */
export function unpackProgress({ progress }: Extract<Message, { type: 'progress' }>): Progress {
  const trace = unpack(progress.trace, progress.present.coefficients.length);
  return { ...progress, trace };
}

/** One row per state: iteration, loss, learning rate, coefficients, gradient. */
function pack(states: readonly Snapshot[]): Float64Array {
  const width = 3 + 2 * (states[0]?.coefficients.length ?? 0);
  const numbers = new Float64Array(states.length * width);
  states.forEach(({ iteration, loss, learningRate, coefficients, gradient }, i) => {
    numbers.set([iteration, loss, learningRate], i * width);
    numbers.set(coefficients, i * width + 3);
    numbers.set(gradient, i * width + 3 + coefficients.length);
  });
  return numbers;
}

function unpack(numbers: Float64Array, coefficientCount: number): Snapshot[] {
  const width = 3 + 2 * coefficientCount;
  const states: Snapshot[] = [];
  for (let start = 0; start < numbers.length; start += width) {
    const gradientStart = start + 3 + coefficientCount;
    states.push({
      iteration: numbers[start]!,
      loss: numbers[start + 1]!,
      coefficients: copied(numbers, start + 3, gradientStart),
      gradient: copied(numbers, gradientStart, start + width),
      learningRate: numbers[start + 2]!,
    });
  }
  return states;
}

/** `Array.from(numbers.subarray(start, end))`, which for a few numbers takes ten times as long. */
function copied(numbers: Float64Array, start: number, end: number): number[] {
  const copy: number[] = [];
  for (let i = start; i < end; i++) {
    copy.push(numbers[i]!);
  }
  return copy;
}
