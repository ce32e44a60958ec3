import type { Snapshot } from './descent.js';
import { isSameOptimizer, OPTIMIZERS } from './optimizers.js';

type Method = Pick<Snapshot, 'learningRate' | 'optimizer'>;

/**
 * Whether two updates are made with the same learning rate and optimizer, whatever that remembers.
 *
 * @example isSameMethod({ learningRate: 1e-6 }, { learningRate: 2e-6 }) // false
 */
export function isSameMethod(
  { learningRate, optimizer = OPTIMIZERS.sgd }: Method,
  other: Method,
): boolean {
  return (
    learningRate === other.learningRate &&
    isSameOptimizer(optimizer, other.optimizer ?? OPTIMIZERS.sgd)
  );
}
