/**
 * The learning rate that makes the same updates on the mean loss, Σ (p(x) − y)² / samples, as this
 * one does on the sum.
 */
export function meanLossLearningRate(learningRate: number, samples: number): number {
  return learningRate * samples;
}
