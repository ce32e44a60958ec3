import type { Dataset } from './dataset.js';
import { f64, f64x2, i32, local, loop, moduleOf, V128_SIZE, v128 } from './webAssembly.js';

/** Forward pass, loss and backward pass over all points in one loop. */
export interface PointwisePass {
  /**
   * Copies the points to go over from now on.
   *
   * @param points as many as there is room for, at most.
   */
  load(points: Dataset): void;

  /**
   * The loss Σ (p(x) − y)² over the points loaded.
   *
   * @param coefficients constant term first; one more than the degree.
   * @param gradient is overwritten with ∂loss/∂coefficient; as long as the coefficients.
   */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number;
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
const PAGE = 65_536;

/** The code's scalars: where the points end and where among them it is, in bytes; the loss. */
const END = 0;
const AT = 1;
const LOSS = 2;

/**
 * What the named steps in objective.ts do one after the other, done point by point and for two
 * points at a time: no prediction is stored, every sum has a register of its own, and no loop goes
 * over the powers. JavaScript has no vectors of two doubles but WebAssembly has, so that the loop
 * is written in that, for just this degree. The loss is added up in the order of the points and is
 * the steps', bit for bit, and so is the gradient, whose sums over every other point are made apart.
 *
 * @param degree a whole number from 0 to 9.
 * @param room for how many points.
 * @returns null where the processor, or Node.js as it was started, has no such vectors, and where
 *   there is no room for them: a memory of WebAssembly takes addresses for 10 GB, which `ulimit -v`
 *   may refuse.
 */
export function vectorPass(degree: number, room: number): PointwisePass | null {
  const size = degree + 1;
  // In memory: the coefficients; the slopes, each in two halves; the loss; x and y of all points.
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
        // The other half of the last pair lies on the polynomial, where the error is 0.
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
    // A lack of memory, or of permission to compile.
    if (error instanceof RangeError || error instanceof WebAssembly.CompileError) {
      return null;
    }
    throw error;
  }
}

/** Where in memory there is what, in bytes. */
interface Layout {
  readonly sumsAt: number;
  readonly lossAt: number;
  readonly xAt: number;
  readonly yAt: number;
}

/** @returns a module whose `run` leaves Σ error xᵏ for every power k, and Σ error². */
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
