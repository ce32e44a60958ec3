/** What is made of the items of a list, one after the other. */
interface Sum<Item, Result> {
  add(item: Item): void;
  /** What has been made so far; items added later do not change it. */
  readonly result: Result;
}

/**
 * How many sums to keep of lists with the same first item: enough for a run and the earlier ones shown
 * that it branched from.
 */
const KEPT = 8;

/**
 * Sums up lists that mostly grow at their ends, as a run's do from frame to frame: where a list goes
 * on from a recent one, only the new items are added to the sum of that.
 *
 * @param begin the sum of no items, in a context; the context has to be the same too.
 */
export function sumOfGrowing<Item extends object, Context extends readonly unknown[], Result>(
  begin: (...context: Context) => Sum<Item, Result>,
): (items: readonly Item[], ...context: Context) => Result {
  interface Known {
    readonly items: readonly Item[];
    readonly context: Context;
    readonly sum: Sum<Item, Result>;
  }
  /** By first item, the latest first. */
  const memory = new WeakMap<Item, readonly Known[]>();
  return (items, ...context) => {
    const first = items[0];
    const recent = (first && memory.get(first)) ?? [];
    const known = recent
      .toSorted((one, other) => other.items.length - one.items.length)
      .find((each) => startsWith(context, each.context) && startsWith(items, each.items));
    const sum = known?.sum ?? begin(...context);
    for (let i = known?.items.length ?? 0; i < items.length; i++) {
      sum.add(items[i]!);
    }
    if (first) {
      const others = recent.filter((each) => each !== known).slice(0, KEPT - 1);
      memory.set(first, [{ items, context, sum }, ...others]);
    }
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
