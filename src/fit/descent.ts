import { allFinite, copyOf } from './arrays.js';
import { checkLearningRate } from './learningRate.js';
import type { Objective } from './objective.js';
import {
  checkOptimizer,
  continuing,
  OPTIMIZERS,
  type Optimizer,
  unlessPlain,
} from './optimizers.js';
import { createIterate, type Iterate, remembering, type Update, updateOf } from './updates.js';

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
  /** The optimizer of the next update and its memory; none for plain gradient descent. */
  readonly optimizer?: Optimizer;
}

/** A learning rate, and the iteration from which it applies. */
export interface RateChange {
  readonly iteration: number;
  readonly learningRate: number;
}

/**
 * Gradient descent: θ ← θ − η ∇L(θ), once per iteration (Cauchy, "Méthode générale pour la
 * résolution des systèmes d'équations simultanées", 1847), with a fixed learning rate or those of a
 * schedule; or the updates of another optimizer.
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
  #optimizer: Optimizer;
  #update: Update;
  #iterate: Iterate;
  /** The iterate before the last step; the next step overwrites it. */
  #next: Iterate;
  #previousGradient: Float64Array;
  #previousLoss: number;
  #previousOptimizer: Optimizer;
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
   * @param optimizer makes the updates; with its memory to continue an earlier descent.
   * @throws RangeError when an initial coefficient is not finite, when the objective takes
   *   another number of coefficients, when a learning rate is not a finite number above 0, or when
   *   the optimizer's parameters or memory are out of range.
   */
  constructor(
    objective: Objective,
    initial: readonly number[],
    learningRate: number,
    iteration = 0,
    schedule: readonly RateChange[] = [],
    optimizer: Optimizer = OPTIMIZERS.sgd,
  ) {
    if (!initial.every(Number.isFinite)) {
      throw new RangeError(`initial coefficients must be finite, not ${initial.join(', ')}`);
    }
    checkLearningRate(learningRate);
    for (const change of schedule) {
      checkLearningRate(change.learningRate);
    }
    checkOptimizer(optimizer);
    this.#objective = objective;
    this.#optimizer = optimizer;
    this.#previousOptimizer = optimizer;
    this.#update = updateOf(optimizer);
    this.#learningRate = learningRate;
    this.#iteration = iteration;
    this.#iterate = createIterate(optimizer, initial);
    this.#next = createIterate(optimizer, initial);
    this.#gradient = new Float64Array(initial.length);
    this.#previousGradient = new Float64Array(initial.length);
    this.#previousLoss = Number.NaN;
    this.#previousRate = learningRate;
    this.#loss = objective.evaluate(this.#iterate.coefficients, this.#gradient);
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
   * Sets η until the next change of the schedule.
   *
   * @throws RangeError when the learning rate is not a finite number above 0.
   */
  set learningRate(learningRate: number) {
    checkLearningRate(learningRate);
    this.#learningRate = learningRate;
  }

  /** The optimizer of the next update, without its memory, which is in the snapshot. */
  get optimizer(): Optimizer {
    return this.#optimizer;
  }

  /**
   * Makes the updates from the next one on. Keeps what both optimizers remember, such as the
   * velocity when β changes.
   *
   * @throws RangeError when its parameters are out of range.
   */
  set optimizer(optimizer: Optimizer) {
    checkOptimizer(optimizer);
    const before = remembering(this.#optimizer, this.#iterate);
    this.#iterate = createIterate(continuing(optimizer, before), [...this.#iterate.coefficients]);
    this.#next = createIterate(optimizer, [...this.#next.coefficients]);
    this.#optimizer = optimizer;
    this.#update = updateOf(optimizer);
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
    this.#update(this.#iterate, this.#gradient, this.#learningRate, next);
    // An infinite second moment would hold its coefficient still for ever.
    if (!allFinite(next.coefficients) || !allFinite(next.secondMoment)) {
      this.#diverged = true;
      return false;
    }
    this.#next = this.#iterate;
    this.#iterate = next;
    this.#iteration += 1;
    const gradient = this.#previousGradient;
    this.#previousGradient = this.#gradient;
    this.#gradient = gradient;
    this.#previousLoss = this.#loss;
    this.#previousRate = this.#learningRate;
    this.#previousOptimizer = this.#optimizer;
    this.#loss = this.#objective.evaluate(this.#iterate.coefficients, this.#gradient);
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
      coefficients: copyOf(this.#iterate.coefficients),
      gradient: copyOf(this.#gradient),
      learningRate: this.#learningRate,
      ...unlessPlain(remembering(this.#optimizer, this.#iterate)),
    };
  }

  /** A copy of the state before the last step; valid only right after a step. */
  previous(): Snapshot {
    return {
      iteration: this.#iteration - 1,
      loss: this.#previousLoss,
      coefficients: copyOf(this.#next.coefficients),
      gradient: copyOf(this.#previousGradient),
      learningRate: this.#previousRate,
      ...unlessPlain(remembering(this.#previousOptimizer, this.#next)),
    };
  }
}
