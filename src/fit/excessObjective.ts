import type { Analysis } from './analysis.js';
import type { Objective } from './objective.js';

/**
 * How far the loss is above the least possible, and its gradient: ‖R (θ − θ*)‖² and 2 RᵀR (θ − θ*),
 * without a pass over the points.
 *
 * @example
 * const objective = excessObjective(analyse(2, [0, Math.PI / 2], 0));
 * objective.evaluate(Float64Array.of(1), new Float64Array(1)) // 0.5
 */
export function excessObjective({ optimum, factor }: Analysis): Objective {
  const size = factor.length;
  const rows = factor.map((row) => Float64Array.from(row));
  const best = Float64Array.from(optimum.coefficients);
  return {
    evaluate(coefficients, gradient) {
      gradient.fill(0);
      let excess = 0;
      for (let i = 0; i < size; i++) {
        const row = rows[i]!;
        let product = 0;
        for (let k = i; k < size; k++) {
          product += row[k]! * (coefficients[k]! - best[k]!);
        }
        excess += product * product;
        for (let k = i; k < size; k++) {
          gradient[k]! += 2 * row[k]! * product;
        }
      }
      return excess;
    },
  };
}
