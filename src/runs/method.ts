import type { Snapshot } from '../fit/descent.js';
import { isSameOptimizer, OPTIMIZERS } from '../fit/optimizers.js';

/** Whether the updates after two states of a run are made with the same learning rate and optimizer. */
export function isSameMethod(
  { learningRate, optimizer = OPTIMIZERS.sgd }: Method,
  other: Method,
): boolean {
  return (
    learningRate === other.learningRate &&
    isSameOptimizer(optimizer, other.optimizer ?? OPTIMIZERS.sgd)
  );
}

type Method = Pick<Snapshot, 'learningRate' | 'optimizer'>;
