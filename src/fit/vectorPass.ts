import type { Dataset } from './dataset.js';
import { f64, f64x2, i32, local, loop, moduleOf, V128_SIZE, v128 } from './webAssembly.js';

/** Forward pass, loss and backward pass over all points in one loop. */
export interface PointwisePass {
  /**
   * Copies the points that later evaluations go over.
   *
   * @param points no more than there is room for.
   */
  load(points: Dataset): void;

  /**
   * The loss Σ (p(x) − y)² over the loaded points.
   *
   * @param coefficients constant term first; one more than the degree.
   * @param gradient overwritten with ∂loss/∂coefficient; as long as the coefficients.
   */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number;
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
const PAGE = 65_536;

/** Indices of the code's scalar variables: the end of the points and the position, in bytes; the loss. */
const END = 0;
const AT = 1;
const LOSS = 2;

/**
 * The named steps of objective.ts in a single loop over pairs of points. It stores no predictions,
 * keeps every sum in its own register and is unrolled over the powers of this degree. The loop is
 * generated as WebAssembly, which has vectors of two doubles; JavaScript does not.
 *
 * Loss and gradient equal those of the steps bit for bit: the loss is summed in the order of the
 * points, the gradient separately over even and odd ones.
 *
 * @example
 * const pass = vectorPass(0, 2);
 * pass.load(sineDataset(2, [0, Math.PI / 2]));
 * pass.evaluate(Float64Array.of(0.5), new Float64Array(1)) // 0.5
 *
 * @param degree a whole number from 0 to 9.
 * @param room for this many points.
 * @returns null when the processor, or Node.js with its present flags, lacks such vectors, or when
 *   memory is short: WebAssembly reserves 10 GB of addresses, which `ulimit -v` may refuse.
 */
export function vectorPass(degree: number, room: number): PointwisePass | null {
  const size = degree + 1;
  // Memory holds the coefficients; the slopes, each in two halves; the loss; all x; all y.
  const sumsAt = alignedToVectors(size * DOUBLE);
  const lossAt = sumsAt + size * V128_SIZE;
  const xAt = lossAt + V128_SIZE;
  const yAt = xAt + alignedToVectors(room * DOUBLE);
  const end = yAt + alignedToVectors(room * DOUBLE);

  const code = passCode(size, { sumsAt, lossAt, xAt, yAt });
  const instance = instantiate(code, Math.ceil(end / PAGE));
  if (instance === null) {
    return null;
  }
  const { memory, run } = instance;
  const numbers = (from: number, to: number) =>
    new Float64Array(memory.buffer, from, (to - from) / DOUBLE);
  const theta = numbers(0, size * DOUBLE);
  const sums = numbers(sumsAt, xAt);
  const x = numbers(xAt, yAt);
  const y = numbers(yAt, end);
  let samples = 0;

  return {
    load(points) {
      samples = points.x.length;
      x.set(points.x);
      y.set(points.y);
    },
    evaluate(coefficients, gradient) {
      theta.set(coefficients);
      if (samples % 2 === 1) {
        // A point on the polynomial, whose error is 0, completes the last pair.
        x[samples] = 0;
        y[samples] = coefficients[0]!;
      }
      run(alignedToVectors(samples * DOUBLE));
      for (let k = 0; k < size; k++) {
        gradient[k] = 2 * (sums[2 * k]! + sums[2 * k + 1]!);
      }
      return sums[2 * size]!;
    },
  };
}

function instantiate(
  code: Uint8Array<ArrayBuffer>,
  pages: number,
): { readonly memory: WebAssembly.Memory; readonly run: (end: number) => void } | null {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) {
    return null;
  }
  try {
    const memory = new WebAssembly.Memory({ initial: pages });
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(code), { imports: { memory } })
      .exports as { readonly run: (end: number) => void };
    return { memory, run };
  } catch (error) {
    // Not enough memory, or compiling is not permitted.
    if (error instanceof RangeError || error instanceof WebAssembly.CompileError) {
      return null;
    }
    throw error;
  }
}

/** Offsets in memory, in bytes. */
interface Layout {
  readonly sumsAt: number;
  readonly lossAt: number;
  readonly xAt: number;
  readonly yAt: number;
}

/** A module whose `run` stores Σ error xᵏ for every power k, and Σ error². */
function passCode(size: number, layout: Layout): Uint8Array<ArrayBuffer> {
  const powers = [...new Array(size).keys()];
  const coefficient = (power: number) => LOSS + 1 + power;
  const slope = (power: number) => coefficient(size) + power;
  const x = slope(size);
  const error = x + 1;
  const square = x + 2;

  const coefficients = powers.map((k) => [
    [i32.const(0), v128.load64_splat(k * DOUBLE), local.set(coefficient(k))],
  ]);
  const forwardPass = [
    [local.get(AT), v128.load(layout.xAt), local.set(x)],
    // Horner's rule.
    local.get(coefficient(size - 1)),
    powers
      .slice(0, -1)
      .reverse()
      .map((k) => [local.get(x), f64x2.mul, local.get(coefficient(k)), f64x2.add]),
    [local.get(AT), v128.load(layout.yAt), f64x2.sub, local.set(error)],
  ];
  const addToLoss = [
    [local.get(error), local.get(error), f64x2.mul, local.set(square)],
    local.get(LOSS),
    [local.get(square), f64x2.extract_lane(0), f64.add],
    [local.get(square), f64x2.extract_lane(1), f64.add],
    local.set(LOSS),
  ];
  const timesX = [local.get(error), local.get(x), f64x2.mul, local.set(error)];
  const backwardPass = powers.map((k) => [
    k === 0 ? [] : timesX,
    [local.get(slope(k)), local.get(error), f64x2.add, local.set(slope(k))],
  ]);
  const nextPair = [local.get(AT), i32.const(V128_SIZE), i32.add, local.tee(AT)];
  const isBeforeEnd = [local.get(END), i32.lt_u];
  const results = [
    powers.map((k) => [
      [i32.const(0), local.get(slope(k)), v128.store(layout.sumsAt + k * V128_SIZE)],
    ]),
    [i32.const(0), local.get(LOSS), f64.store(layout.lossAt)],
  ];
  return moduleOf(
    [coefficients, loop([forwardPass, addToLoss, backwardPass, nextPair, isBeforeEnd]), results],
    square - LOSS,
  );
}

function alignedToVectors(bytes: number): number {
  return Math.ceil(bytes / V128_SIZE) * V128_SIZE;
}
