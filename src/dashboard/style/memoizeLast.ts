/** Memoises the last call of a function. */
export function memoizeLast<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let known: { readonly args: Arguments; readonly result: Result } | null = null;
  return (...args) => {
    if (!known || !sameItems(known.args, args)) {
      known = { args, result: compute(...args) };
    }
    return known.result;
  };
}

/** Whether two lists have the same items in the same places. */
export function sameItems(some: readonly unknown[], others: readonly unknown[]): boolean {
  for (let i = 0; i < some.length; i++) {
    if (some[i] !== others[i]) {
      return false;
    }
  }
  return some.length === others.length;
}
