import type { Descent, Snapshot } from '../fit/descent.js';
import { thin } from '../runs/history.js';

/** The most states that wait to be sent: a whole run of the usual length, however fast. */
export const TRACE_CAPACITY = 2048;

/** The same if memory is too short for a worker. */
export const SMALL_TRACE_CAPACITY = 64;

/**
 * Collects every iteration between two progress messages, for the chart and for rewinding. If they
 * come too fast, keeps only every second, fourth, … and each at which the loss turns, so that no
 * peak or trough is lost.
 */
export class Trace {
  readonly #capacity: number;
  #states: Snapshot[] = [];
  #stride = 1;
  /** Whether the loss rose in the last step. */
  #rising = false;
  #previousLoss = Number.POSITIVE_INFINITY;

  constructor(capacity = TRACE_CAPACITY) {
    this.#capacity = capacity;
  }

  get isEmpty(): boolean {
    return this.#states.length === 0;
  }

  /** Adds the descent's present state; call it after every step. */
  see(descent: Descent): void {
    const { iteration, loss } = descent;
    const rising = loss > this.#previousLoss;
    const turned = rising !== this.#rising;
    this.#rising = rising;
    this.#previousLoss = loss;
    if (turned && this.#stride > 1 && this.#newest < iteration - 1) {
      this.#add(descent.previous());
    }
    if (iteration % this.#stride === 0) {
      this.#add(descent.snapshot());
    }
  }

  /** Removes and returns the states up to an iteration, oldest first. */
  take(last: number): readonly Snapshot[] {
    const count = this.#states.filter(({ iteration }) => iteration <= last).length;
    const taken = this.#states.splice(0, count);
    if (taken.length < this.#capacity / 4) {
      this.#stride = Math.max(1, this.#stride / 2);
    }
    return taken;
  }

  get #newest(): number {
    return this.#states.at(-1)?.iteration ?? -1;
  }

  #add(state: Snapshot): void {
    this.#states.push(state);
    while (this.#states.length > this.#capacity) {
      this.#stride *= 2;
      this.#states = thin(this.#states, 2 * this.#stride, 1);
    }
  }
}
