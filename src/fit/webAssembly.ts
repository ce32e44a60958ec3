/*
 * The part of WebAssembly's binary format that a loop over vectors of two doubles needs, with the
 * names of the text format. https://webassembly.github.io/spec/core/binary/
 */

/** Bytes, nested in any way; only their order matters. */
export type Code = number | readonly Code[];

/** "\0asm", and version 1. */
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

const I32 = 0x7f;
const F64 = 0x7c;
const V128 = 0x7b;
const END = 0x0b;

/** Bytes per vector. */
export const V128_SIZE = 16;

export const i32 = {
  /** A value from 0 to 63, which takes one byte. */
  const: (value: number) => [0x41, value],
  add: 0x6a,
  lt_u: 0x49,
} as const;

/** An address is the number on the stack plus the offset. */
export const f64 = {
  add: 0xa0,
  store: (offset: number) => [0x39, aligned(offset)],
} as const;

export const v128 = {
  load: (offset: number) => [simd(0x00), aligned(offset)],
  load64_splat: (offset: number) => [simd(0x0a), aligned(offset)],
  store: (offset: number) => [simd(0x0b), aligned(offset)],
} as const;

export const f64x2 = {
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  extract_lane: (lane: 0 | 1) => [simd(0x21), lane],
} as const;

export const local = {
  get: (index: number) => [0x20, unsigned(index)],
  set: (index: number) => [0x21, unsigned(index)],
  tee: (index: number) => [0x22, unsigned(index)],
} as const;

/**
 * Runs the body, and repeats it while it leaves a number other than 0 on the stack.
 *
 * @example loop(i32.const(0)) // [0x03, 0x40, [0x41, 0], [0x0d, 0], 0x0b]
 */
export function loop(body: Code): Code {
  const withoutResult = 0x40;
  const branchIf = [0x0d, 0];
  return [0x03, withoutResult, body, branchIf, END];
}

/**
 * A module with one function, exported as `run`, which takes an i32, returns nothing and works on
 * the memory imported as `imports.memory`.
 *
 * @example WebAssembly.validate(moduleOf([], 0)) // true
 *
 * @param vectors number of locals of type v128. Local 0 is the argument, local 1 an i32, local 2
 *   an f64, followed by the vectors; all but the argument start at 0.
 */
export function moduleOf(code: Code, vectors: number): Uint8Array<ArrayBuffer> {
  const takesI32 = [0x60, list([I32]), list([])];
  const anySize = [0, 0];
  const locals = list([
    [1, I32],
    [1, F64],
    [unsigned(vectors), V128],
  ]);
  return Uint8Array.from(
    flatten([
      HEADER,
      section(1, takesI32),
      section(2, [text('imports'), text('memory'), 2, anySize]),
      section(3, 0),
      section(7, [text('run'), 0, 0]),
      section(10, sized([locals, code, END])),
    ]),
  );
}

function simd(opcode: number): Code {
  return [0xfd, unsigned(opcode)];
}

/** An offset, with the hint that addresses are multiples of 8, as for all doubles. */
function aligned(offset: number): Code {
  return [3, unsigned(offset)];
}

function section(id: number, entry: Code): Code {
  return [id, sized(list([entry]))];
}

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

function list(entries: readonly Code[]): Code {
  return [unsigned(entries.length), entries];
}

function text(characters: string): Code {
  return list([...characters].map((character) => character.charCodeAt(0)));
}

/** LEB128: a whole number from 0 to 2³² − 1 in groups of seven bits, lowest first. */
function unsigned(value: number): Code {
  return value < 0x80 ? value : [(value & 0x7f) | 0x80, unsigned(value >>> 7)];
}

function flatten(code: Code): number[] {
  return ([code] as unknown[]).flat(Number.POSITIVE_INFINITY) as number[];
}
