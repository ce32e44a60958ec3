/** Two ways to compute the same loss: point by point, as the tutorial does, or as a quadratic. */
export const OBJECTIVE_ENGINES = ['pointwise', 'moments'] as const;

export type ObjectiveEngine = (typeof OBJECTIVE_ENGINES)[number];
