/** Memoises the last call of a function. */
export function memoizeLast<Arguments extends readonly unknown[], Result>(
  compute: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let known: { readonly args: Arguments; readonly result: Result } | null = null;
  return (...args) => {
    if (!known?.args.every((argument, i) => argument === args[i])) {
      known = { args, result: compute(...args) };
    }
    return known.result;
  };
}
