import type { Snapshot } from '../fit/descent.js';
import { OPTIMIZERS, type Optimizer, type OptimizerName } from '../fit/optimizers.js';
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

const NAMES = Object.keys(OPTIMIZERS) as OptimizerName[];

const PLAIN = [NAMES.indexOf('sgd')];

/** For each state iteration, loss, learning rate, coefficients, gradient, and the optimizer's numbers. */
function pack(states: readonly Snapshot[]): Float64Array {
  const coefficientCount = states[0]?.coefficients.length ?? 0;
  const most = 8 + 4 * coefficientCount;
  const numbers = new Float64Array(states.length * most);
  let end = 0;
  // `numbers.set(values, end)` and spreading take several times as long for a few numbers.
  const add = (values: readonly number[]): void => {
    for (let i = 0; i < values.length; i++) {
      numbers[end++] = values[i]!;
    }
  };
  for (const { iteration, loss, learningRate, coefficients, gradient, optimizer } of states) {
    numbers[end++] = iteration;
    numbers[end++] = loss;
    numbers[end++] = learningRate;
    add(coefficients);
    add(gradient);
    add(optimizer === undefined ? PLAIN : numbersOf(optimizer));
  }
  return numbers.slice(0, end);
}

/** An optimizer's place among all, its parameters, and what it remembers. */
function numbersOf(optimizer: Optimizer): number[] {
  const index = NAMES.indexOf(optimizer.name);
  switch (optimizer.name) {
    case 'sgd':
      return [index];
    case 'momentum':
    case 'nesterov':
      return [index, optimizer.beta, ...optimizer.velocity!];
    case 'rmsprop':
      return [index, optimizer.alpha, optimizer.epsilon, ...optimizer.secondMoment!];
    case 'adam': {
      const { beta1, beta2, epsilon, updates, firstMoment, secondMoment } = optimizer;
      return [index, beta1, beta2, epsilon, updates!, ...firstMoment!, ...secondMoment!];
    }
  }
}

function unpack(numbers: Float64Array, coefficientCount: number): Snapshot[] {
  let position = 0;
  const next = (): number => numbers[position++]!;
  // `Array.from(numbers.subarray(start, end))` takes ten times as long for a few numbers.
  const nextOfEach = (): number[] => {
    const copy = new Array<number>(coefficientCount);
    for (let k = 0; k < coefficientCount; k++) {
      copy[k] = numbers[position++]!;
    }
    return copy;
  };
  const nextOptimizer = (): Optimizer | null => {
    const name = NAMES[next()]!;
    switch (name) {
      case 'sgd':
        return null;
      case 'momentum':
      case 'nesterov':
        return { name, beta: next(), velocity: nextOfEach() };
      case 'rmsprop':
        return { name, alpha: next(), epsilon: next(), secondMoment: nextOfEach() };
      case 'adam':
        return {
          name,
          beta1: next(),
          beta2: next(),
          epsilon: next(),
          updates: next(),
          firstMoment: nextOfEach(),
          secondMoment: nextOfEach(),
        };
    }
  };
  const states: Snapshot[] = [];
  while (position < numbers.length) {
    const iteration = next();
    const loss = next();
    const learningRate = next();
    const coefficients = nextOfEach();
    const gradient = nextOfEach();
    const optimizer = nextOptimizer();
    states.push(
      optimizer === null
        ? { iteration, loss, coefficients, gradient, learningRate }
        : { iteration, loss, coefficients, gradient, learningRate, optimizer },
    );
  }
  return states;
}
