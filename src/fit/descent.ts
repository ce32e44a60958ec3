import type { Objective } from './objective.js';

/**
 * A run after t updates; all numbers belong to the same coefficients. The tutorial prints this
 * `iteration` and this `loss` in its line at t.
 */
export interface Snapshot {
  /** Updates done so far, t. */
  readonly iteration: number;
  /** Σ (p(x) − y)² at these coefficients; not finite in a diverged run. */
  readonly loss: number;
  /** Constant term first. */
  readonly coefficients: readonly number[];
  /** ∂loss/∂coefficient, in the same order. */
  readonly gradient: readonly number[];
  /** The learning rate of the next update. */
  readonly learningRate: number;
}

/** A learning rate, and the iteration from which it applies. */
export interface RateChange {
  readonly iteration: number;
  readonly learningRate: number;
}

/**
 * Gradient descent with a fixed step: θ ← θ − η ∇L(θ), once per iteration (Cauchy, "Méthode
 * générale pour la résolution des systèmes d'équations simultanées", 1847), or with the learning
 * rates of a schedule.
 *
 * Iteration, coefficients θ, loss and gradient always belong together: the constructor evaluates
 * at iteration 0, and each step updates the coefficients, then evaluates at the new ones.
 *
 * A descent that overflows has diverged and stops. Its coefficients stay finite: an update that
 * would make one infinite is not applied, and one that makes only the loss infinite is the last.
 *
 * @example
 * const objective = createObjective('pointwise', 2, [0, Math.PI / 2], 0);
 * const descent = new Descent(objective, [0], 0.25);
 * descent.step();
 * descent.snapshot().coefficients // [0.5]
 */
export class Descent {
  readonly #objective: Objective;
  #gradient: Float64Array;
  readonly #schedule: readonly RateChange[];
  #coefficients: Float64Array;
  /** The coefficients before the last step; the next step overwrites them. */
  #next: Float64Array;
  #previousGradient: Float64Array;
  #previousLoss: number;
  #learningRate: number;
  #previousRate: number;
  #iteration: number;
  #loss: number;
  #diverged: boolean;
  /** Index of the next change in the schedule, and its iteration; Infinity after the last one. */
  #nextChange: number;
  #nextChangeAt: number;

  /**
   * Evaluates the objective at the initial coefficients. If the loss is not finite there, the
   * descent has diverged at iteration 0.
   *
   * @param initial coefficients to start from, constant term first; copied.
   * @param learningRate η, above 0; for the tutorial's summed loss, not for a mean.
   * @param iteration number to count from; above 0 to continue an earlier descent.
   * @param schedule learning rates of later updates, in order of iteration; those up to
   *   `iteration` are ignored.
   * @throws RangeError when an initial coefficient is not finite, when the objective takes
   *   another number of coefficients, or when a learning rate is not a finite number above 0.
   */
  constructor(
    objective: Objective,
    initial: readonly number[],
    learningRate: number,
    iteration = 0,
    schedule: readonly RateChange[] = [],
  ) {
    if (!initial.every(Number.isFinite)) {
      throw new RangeError(`initial coefficients must be finite, not ${initial.join(', ')}`);
    }
    checkLearningRate(learningRate);
    for (const change of schedule) {
      checkLearningRate(change.learningRate);
    }
    this.#objective = objective;
    this.#learningRate = learningRate;
    this.#iteration = iteration;
    this.#coefficients = Float64Array.from(initial);
    this.#next = new Float64Array(initial.length);
    this.#gradient = new Float64Array(initial.length);
    this.#previousGradient = new Float64Array(initial.length);
    this.#previousLoss = Number.NaN;
    this.#previousRate = learningRate;
    this.#loss = objective.evaluate(this.#coefficients, this.#gradient);
    this.#diverged = !Number.isFinite(this.#loss);
    this.#schedule = schedule;
    this.#nextChange = schedule.filter((change) => change.iteration <= iteration).length;
    this.#nextChangeAt = schedule[this.#nextChange]?.iteration ?? Number.POSITIVE_INFINITY;
  }

  /** Updates done so far, t. */
  get iteration(): number {
    return this.#iteration;
  }

  /** Σ (p(x) − y)² at the present coefficients. */
  get loss(): number {
    return this.#loss;
  }

  /** Whether numbers overflowed, so that no further step is possible. */
  get diverged(): boolean {
    return this.#diverged;
  }

  /** η of the next update. */
  get learningRate(): number {
    return this.#learningRate;
  }

  /**
   * Applies until the next change of the schedule.
   *
   * @throws RangeError when the learning rate is not a finite number above 0.
   */
  set learningRate(learningRate: number) {
    checkLearningRate(learningRate);
    this.#learningRate = learningRate;
  }

  /**
   * Does one iteration: updates, then evaluates loss and gradient at the new coefficients.
   *
   * @returns false when the descent has diverged, now or earlier.
   */
  step(): boolean {
    if (this.#diverged) {
      return false;
    }
    const next = this.#next;
    updateCoefficients(this.#coefficients, this.#gradient, this.#learningRate, next);
    if (!allFinite(next)) {
      this.#diverged = true;
      return false;
    }
    this.#next = this.#coefficients;
    this.#coefficients = next;
    this.#iteration += 1;
    const gradient = this.#previousGradient;
    this.#previousGradient = this.#gradient;
    this.#gradient = gradient;
    this.#previousLoss = this.#loss;
    this.#previousRate = this.#learningRate;
    this.#loss = this.#objective.evaluate(this.#coefficients, this.#gradient);
    this.#diverged = !Number.isFinite(this.#loss);
    // A diverged descent keeps the learning rate that explains it.
    if (this.#iteration === this.#nextChangeAt && !this.#diverged) {
      this.#learningRate = this.#schedule[this.#nextChange]!.learningRate;
      this.#nextChange += 1;
      this.#nextChangeAt = this.#schedule[this.#nextChange]?.iteration ?? Number.POSITIVE_INFINITY;
    }
    return !this.#diverged;
  }

  /** A copy of the present state, unaffected by later steps. */
  snapshot(): Snapshot {
    return {
      iteration: this.#iteration,
      loss: this.#loss,
      coefficients: copyOf(this.#coefficients),
      gradient: copyOf(this.#gradient),
      learningRate: this.#learningRate,
    };
  }

  /** A copy of the state before the last step; valid only after a step. */
  previous(): Snapshot {
    return {
      iteration: this.#iteration - 1,
      loss: this.#previousLoss,
      coefficients: copyOf(this.#next),
      gradient: copyOf(this.#previousGradient),
      learningRate: this.#previousRate,
    };
  }
}

/**
 * The update: sets next[k] to coefficients[k] − learningRate · gradient[k].
 *
 * @example
 * const next = new Float64Array(1);
 * updateCoefficients(Float64Array.of(1), Float64Array.of(2), 0.25, next);
 * next // [0.5]
 */
export function updateCoefficients(
  coefficients: Float64Array,
  gradient: Float64Array,
  learningRate: number,
  next: Float64Array,
): void {
  for (let power = 0; power < coefficients.length; power++) {
    next[power] = coefficients[power]! - learningRate * gradient[power]!;
  }
}

/** Several times as fast as spreading, which matters when every iteration of a watched run is copied. */
function copyOf(values: Float64Array): number[] {
  const copy = new Array<number>(values.length);
  for (let k = 0; k < values.length; k++) {
    copy[k] = values[k]!;
  }
  return copy;
}

/** A loop, because the calls that `every` makes would show in an iteration of about 50 ns. */
function allFinite(values: Float64Array): boolean {
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k])) {
      return false;
    }
  }
  return true;
}

function checkLearningRate(learningRate: number): void {
  if (!Number.isFinite(learningRate) || learningRate <= 0) {
    throw new RangeError(`learning rate must be a finite number above 0, not ${learningRate}`);
  }
}
