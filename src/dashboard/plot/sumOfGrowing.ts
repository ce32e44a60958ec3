import type { RunId } from '../../runs/events.js';

/** What is made of the items of a list, one after the other. */
interface Sum<Item, Result> {
  add(item: Item): void;
  /** What has been made so far; items added later do not change it. */
  readonly result: Result;
}

/** How many runs with the same first item to remember: those shown that branched from one another. */
const KEPT = 8;

/**
 * Sums up the lists of runs, which mostly grow at their ends from frame to frame: where a list goes on
 * from the last one of its run, only the new items are added to the sum of that.
 *
 * @param begin the sum of no items, in a context; the context has to be the same too.
 */
export function sumOfGrowing<Item extends object, Context extends readonly unknown[], Result>(
  begin: (...context: Context) => Sum<Item, Result>,
): (run: RunId | null, items: readonly Item[], ...context: Context) => Result {
  interface Known {
    readonly items: readonly Item[];
    readonly context: Context;
    readonly sum: Sum<Item, Result>;
  }
  /** Of the runs with the same first item, the latest last. */
  const memory = new WeakMap<Item, Map<RunId | null, Known>>();
  return (run, items, ...context) => {
    const first = items[0];
    if (!first) {
      return begin(...context).result;
    }
    const runs = memory.get(first) ?? new Map<RunId | null, Known>();
    const last = runs.get(run);
    const known =
      last && startsWith(context, last.context) && startsWith(items, last.items) ? last : null;
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

function startsWith(list: readonly unknown[], start: readonly unknown[]): boolean {
  for (let i = 0; i < start.length; i++) {
    if (list[i] !== start[i]) {
      return false;
    }
  }
  return true;
}
