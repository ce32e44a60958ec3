import { mersenne } from 'pure-rand/generator/mersenne';

/** The largest seed that NumPy's `np.random.seed` accepts, 2³² − 1; the smallest is 0. */
export const MAX_SEED = 4294967295;

/**
 * Random numbers from the standard normal distribution, the same as NumPy's after
 * `np.random.seed(seed)` by `count` calls of `np.random.randn()`.
 *
 * Uniform numbers come from the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), normal
 * ones from Marsaglia and Bray's polar method (1964). The last digit may differ from NumPy's where
 * the logarithms of the C library and of JavaScript round differently.
 *
 * @example standardNormals(42, 2) // [0.496714153011233, -0.138264301171185]
 *
 * @param seed a whole number from 0 to MAX_SEED.
 * @param count how many numbers; a whole number, at least 0.
 * @throws RangeError when seed or count is out of range or not whole.
 */
export function standardNormals(seed: number, count: number): number[] {
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
    throw new RangeError(`seed must be a whole number from 0 to ${MAX_SEED}, not ${String(seed)}`);
  }
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`count must be a whole number, at least 0, not ${String(count)}`);
  }
  const uniform = uniforms(seed);
  const normals: number[] = [];
  while (normals.length < count) {
    const [first, second] = polarPair(uniform);
    // NumPy returns the pair's second number first and keeps the other for the next call.
    normals.push(second, first);
  }
  return normals.slice(0, count);
}

/** A source of uniform doubles in [0, 1) with 53 random bits, each from two 32-bit draws. */
function uniforms(seed: number): () => number {
  const generator = mersenne(seed);
  return () => {
    // The generator returns signed 32-bit numbers; >>> makes them unsigned.
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
}

/** Two independent standard normals, from a random point in the unit disc, its radius transformed. */
function polarPair(uniform: () => number): [number, number] {
  let u: number;
  let v: number;
  let square: number;
  do {
    u = 2 * uniform() - 1;
    v = 2 * uniform() - 1;
    square = u * u + v * v;
  } while (square >= 1 || square === 0);
  const factor = Math.sqrt((-2 * Math.log(square)) / square);
  return [factor * u, factor * v];
}
