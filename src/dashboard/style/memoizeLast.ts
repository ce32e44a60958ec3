/** The function, its last result kept for as long as the arguments stay the same. */
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
