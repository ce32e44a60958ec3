/** What is made of the items of a list, one after the other. */
interface Sum<Item> {
  add(item: Item): void;
}

/**
 * Sums up lists that mostly grow at their ends, as a run's do from frame to frame: where a list goes
 * on from the last one with the same first item, only the new items are added to the sum of that.
 *
 * @param begin the sum of no items, in a context; the context has to be the same too.
 * @returns the sum of a list, until the next call.
 */
export function sumOfGrowing<
  Item extends object,
  Context extends readonly unknown[],
  Result extends Sum<Item>,
>(begin: (...context: Context) => Result): (items: readonly Item[], ...context: Context) => Result {
  interface Known {
    readonly items: readonly Item[];
    readonly context: Context;
    readonly sum: Result;
  }
  const memory = new WeakMap<Item, Known>();
  return (items, ...context) => {
    const known = items.length > 0 ? memory.get(items[0]!) : undefined;
    const goesOn = known && startsWith(items, known.items) && startsWith(context, known.context);
    const sum = goesOn ? known.sum : begin(...context);
    for (let i = goesOn ? known.items.length : 0; i < items.length; i++) {
      sum.add(items[i]!);
    }
    if (items.length > 0) {
      memory.set(items[0]!, { items, context, sum });
    }
    return sum;
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
