import type { RunId } from '../../runs/events.js';
import { sameItems } from '../style/memoizeLast.js';

/** A result built from the items of a list, one after the other. */
interface Sum<Item, Result> {
  add(item: Item): void;
  /** The result so far; items added later do not change it. */
  readonly result: Result;
}

/** How many runs with the same first item to remember: those shown that branched from one another. */
const KEPT = 8;

/**
 * Sums up the lists of runs, which from frame to frame grow at their ends and sometimes lose items:
 * where a list has only grown since the last one of its run, only the new items are added to the sum.
 *
 * @param begin the sum of no items, in a context; continuing a sum needs the same context.
 */
export function sumOfGrowing<Item extends object, Context extends readonly unknown[], Result>(
  begin: (...context: Context) => Sum<Item, Result>,
): (run: RunId | null, items: readonly Item[], ...context: Context) => Result {
  interface Known {
    readonly items: readonly Item[];
    readonly context: Context;
    readonly sum: Sum<Item, Result>;
  }
  /** What is known of the runs with the same first item, the latest last. */
  const memory = new WeakMap<Item, Map<RunId | null, Known>>();
  return (run, items, ...context) => {
    const first = items[0];
    if (!first) {
      return begin(...context).result;
    }
    const runs = memory.get(first) ?? new Map<RunId | null, Known>();
    const last = runs.get(run);
    const known =
      last && sameItems(context, last.context) && goesOn(items, last.items) ? last : null;
    const sum = known?.sum ?? begin(...context);
    for (let i = known?.items.length ?? 0; i < items.length; i++) {
      sum.add(items[i]!);
    }
    runs.delete(run);
    runs.set(run, { items, context, sum });
    if (runs.size > KEPT) {
      runs.delete(runs.keys().next().value!);
    }
    memory.set(first, runs);
    return sum.result;
  };
}

/** Whether a list has only grown: if it had lost an item, all after that would be at other places. */
function goesOn(list: readonly unknown[], before: readonly unknown[]): boolean {
  const last = before.length - 1;
  return list[last] === before[last];
}
