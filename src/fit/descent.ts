import type { Objective } from './objective.js';

/**
 * Where a run stands at iteration t: all numbers belong to the same coefficients, those after t
 * updates. The tutorial's line at t is this `iteration` and this `loss`.
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
  /** The learning rate of the update that comes next. */
  readonly learningRate: number;
}

/** A learning rate and the iteration from which on updates are done with it. */
export interface RateChange {
  readonly iteration: number;
  readonly learningRate: number;
}

/**
 * Gradient descent with a fixed step: θ ← θ − η ∇L(θ), once per iteration (Cauchy, "Méthode
 * générale pour la résolution des systèmes d'équations simultanées", 1847), or with steps that a
 * learning-rate schedule gives.
 *
 * The iteration, the coefficients θ, the loss and the gradient always belong together: a step
 * updates first and evaluates at the new coefficients, so that the first evaluation is at
 * iteration 0 and every snapshot is complete.
 *
 * A descent whose numbers leave the finite range has diverged and stays where it is. Its
 * coefficients are finite all the same: an update that would make one infinite is not done, and
 * one after which only the loss is infinite is the last.
 */
export class Descent {
  readonly #objective: Objective;
  readonly #gradient: Float64Array;
  readonly #schedule: readonly RateChange[];
  #coefficients: Float64Array;
  #next: Float64Array;
  #learningRate: number;
  #iteration: number;
  #loss: number;
  #diverged: boolean;
  /** The place in the schedule of the next change, and its iteration; Infinity after the last one. */
  #nextChange: number;
  #nextChangeAt: number;

  /**
   * Evaluates the objective at the initial coefficients; a loss that is not finite there makes
   * a descent that has diverged at iteration 0.
   *
   * @param initial coefficients to start from, constant term first; copied.
   * @param learningRate η, above 0; for the tutorial's summed loss, not for a mean.
   * @param iteration what to count from; above 0 where an earlier descent is gone on with.
   * @param schedule learning rates of later updates, in order of iteration; those up to
   *   `iteration` are passed over.
   * @throws RangeError when an initial coefficient is not finite, when the objective is for
   *   another number of coefficients, or when the learning rate is not a finite number above 0.
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

  /** Whether no further step is possible, because numbers left the finite range. */
  get diverged(): boolean {
    return this.#diverged;
  }

  /** η of the update that comes next. */
  get learningRate(): number {
    return this.#learningRate;
  }

  /**
   * Holds up to the next change of the schedule.
   *
   * @throws RangeError when the learning rate is not a finite number above 0.
   */
  set learningRate(learningRate: number) {
    checkLearningRate(learningRate);
    this.#learningRate = learningRate;
  }

  /**
   * One iteration: the update, then loss and gradient at the new coefficients.
   *
   * @returns false when the descent has diverged, in this step or before.
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

  /** A copy of where the run stands, which later steps leave as it is. */
  snapshot(): Snapshot {
    return {
      iteration: this.#iteration,
      loss: this.#loss,
      coefficients: [...this.#coefficients],
      gradient: [...this.#gradient],
      learningRate: this.#learningRate,
    };
  }
}

/** The update: next[k] becomes coefficients[k] − learningRate · gradient[k]. */
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

/** Faster than `every`, whose call per number would show in an iteration of some 50 ns. */
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
