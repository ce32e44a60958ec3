/** Numeric axes: where a value stands and which values are labelled. */

import { nice, ticks } from 'd3-array';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** An axis from `start` to `end`; both are values, not places. */
export interface Axis {
  readonly start: number;
  readonly end: number;
  /** 0 at the start, 1 at the end; null for a value that the axis cannot show. */
  readonly position: (value: number) => number | null;
  /** Rising, with labels that all differ, of at most five characters; six beyond 1e-99. */
  readonly ticks: readonly Tick[];
}

/**
 * An axis over iterations with about `count` labelled ticks at whole numbers. On a logarithmic one
 * iteration t stands at log(1 + t), so that it has a place for 0 as well.
 */
export function iterationAxis(start: number, end: number, count: number, log = false): Axis {
  const values = log && start === 0 ? decadesFrom0(end, count) : ticks(start, end, count);
  const place = log
    ? linearPosition(Math.log1p(start), Math.log1p(end))
    : linearPosition(start, end);
  return {
    start,
    end,
    position: log ? (value) => place(Math.log1p(value)) : place,
    ticks: values.filter(Number.isInteger).map((value) => ({ value, label: shortLabel(value) })),
  };
}

/** 0, 1, 10, 100 and so on; of each decade also 2 and 5 where there is room for so many. */
function decadesFrom0(end: number, count: number): number[] {
  const decades = Math.floor(Math.log10(end)) + 1;
  const digits = count >= 2 * decades ? [1, 2, 5] : [1];
  const powers = Array.from({ length: decades }, (_, power) => power);
  const values = powers.flatMap((power) => digits.map((digit) => powerOfTen(digit, power)));
  return [0, ...values.filter((value) => value <= end)];
}

function linearPosition(start: number, end: number): Axis['position'] {
  // Halves, since the difference of two doubles may be too large for one.
  return (value) =>
    value >= start && value <= end ? (value / 2 - start / 2) / (end / 2 - start / 2) : null;
}

/** Steps between ticks that are much smaller than this have no inverse among the doubles. */
const LEAST_MARGIN = 1e-290;

/** From here on differences of values may be beyond the doubles; ticks are found for smaller ones. */
const LARGE = 1e300;
const LARGE_SCALE = 1e-20;

/**
 * A linear axis between round numbers that hold all the finite values, with about `count`
 * labelled ticks in steps of 1, 2 or 5 times a power of ten.
 */
export function linearAxis(values: Iterable<number>, count: number): Axis {
  const [least, greatest] = finiteRange(values) ?? [0, 1];
  const size = Math.max(-least, greatest);
  const scale = size >= LARGE ? LARGE_SCALE : 1;
  // Less than this apart, values differ by little more than rounding, and so would the labels.
  const margin = Math.max(Math.abs(greatest) * scale * 1e-9, LEAST_MARGIN);
  const [low, high] = [least * scale, greatest * scale];
  const [from, to] = high - low > margin ? [low, high] : [low - margin, high + margin];
  const wanted = Math.max(2, count);
  const round = nice(from, to, wanted);
  // What should be a round number may be rounded to within the values.
  const start = Math.min(withinRange(round[0] / scale), least);
  const end = Math.max(withinRange(round[1] / scale), greatest);
  const ticksOf = (about: number) => ticks(start * scale, end * scale, about);
  // Cut at the greatest doubles, the range may hold fewer ticks than were wanted.
  const few = ticksOf(wanted);
  const inside = (few.length > 1 ? few : ticksOf(2 * wanted)).map((value) => value / scale);
  return {
    start,
    end,
    position: linearPosition(start, end),
    ticks: labelled(inside.filter((value) => value >= start && value <= end)),
  };
}

function withinRange(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value));
}

function finiteRange(values: Iterable<number>): [least: number, greatest: number] | null {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isFinite(value)) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  return least <= greatest ? [least, greatest] : null;
}

/** Ticks with as few digits as tell them apart, all in the same notation. */
function labelled(values: readonly number[]): Tick[] {
  const greatest = Math.max(...values.map(Math.abs));
  const plain = greatest === 0 || (greatest >= 1e-3 && greatest < 1e5);
  for (let digits = 0; ; digits++) {
    const labels = values.map((value) =>
      plain ? value.toFixed(digits) : value.toExponential(digits).replace('e+', 'e'),
    );
    const exact = labels.every(
      (label, i) => Math.abs(Number(label) - values[i]!) <= greatest * 1e-12,
    );
    if ((exact && new Set(labels).size === labels.length) || digits === 16) {
      return values.map((value, i) => ({ value, label: value === 0 ? '0' : labels[i]! }));
    }
  }
}

/**
 * A logarithmic axis that fits values of less than a decade closely: ticks as on a linear axis, at
 * their logarithmic places. Of a decade and more, that of `logAxis`.
 */
export function closeLogAxis(values: Iterable<number>, count: number): Axis {
  const positive = [...values].filter((value) => value > 0);
  const [least, greatest] = finiteRange(positive) ?? [1, 10];
  if (greatest / least >= 10) {
    return logAxis(positive, count);
  }
  const linear = linearAxis(positive, count);
  const start = linear.start > 0 ? linear.start : Math.max(least / 2, Number.MIN_VALUE);
  const { end } = linear;
  return {
    start,
    end,
    position: logPosition(start, end),
    ticks: linear.ticks.filter(({ value }) => value >= start),
  };
}

/**
 * A logarithmic axis of at least a decade that begins at the least of all the finite positive values
 * and, where they are further apart, ends at a round number above them, with at most `count` labelled ticks, on different rows of as
 * many: 1-2-5 where there is room, decades, or every so many decades.
 */
export function logAxis(values: Iterable<number>, count: number): Axis {
  const positive = [...values].filter((value) => value > 0);
  const [least, greatest] = finiteRange(positive) ?? [1, 1];
  const start = Math.min(least, Number.MAX_VALUE / 10);
  const end = Math.min(Math.max(roundAbove(greatest), 10 * start), Number.MAX_VALUE);
  return {
    start,
    end,
    position: logPosition(start, end),
    ticks: logTicks(start, end, Math.max(2, count)),
  };
}

function logPosition(start: number, end: number): Axis['position'] {
  const place = linearPosition(Math.log10(start), Math.log10(end));
  return (value) => (value >= start && value <= end ? place(Math.log10(value)) : null);
}

/** The least 1, 2 or 5 times a power of ten that is at least the value. */
function roundAbove(value: number): number {
  const { power } = decimal(value);
  const round = [1, 2, 5, 10].map((digit) => powerOfTen(digit, power));
  return round.find((candidate) => candidate >= value)!;
}

/** d.ddd and p of value = d.ddd · 10^p; exact, as its logarithm rounded down is not always. */
function decimal(value: number): { digits: string; power: number } {
  const [digits = '', power] = value.toExponential().split('e');
  return { digits, power: Number(power) };
}

/** The double nearest to digit · 10^power; `digit * 10 ** power` may be one ulp off. */
function powerOfTen(digit: number, power: number): number {
  return Number(`${digit}e${power}`);
}

function logTicks(start: number, end: number, count: number): Tick[] {
  const low = decimal(start).power;
  const high = decimal(end).power;
  const span = Math.log10(end) - Math.log10(start);
  const close = (count - 1) * Math.log10(2) >= span;
  const digits = close ? [1, 2, 5] : [1];
  const every = close ? 1 : Math.ceil(span / (count - 1));
  const first = powerOfTen(1, low) >= start || close ? low : low + 1;
  const powers = Array.from(
    { length: Math.floor((high - first) / every) + 1 },
    (_, i) => first + i * every,
  );
  return powers
    .flatMap((power) => digits.map((digit) => tick(digit, power)))
    .filter(({ value }) => value >= start && value <= end);
}

/** digit · 10^power with its label: 0.03, 300, 3e4. */
export function tick(digit: number, power: number): Tick {
  const value = powerOfTen(digit, power);
  return { value, label: power >= -2 && power <= 3 ? String(value) : `${digit}e${power}` };
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** A whole number with an SI prefix: 2000, 20k, 1.5M, 2G; at most five characters for ticks. */
function shortLabel(value: number): string {
  const thousands = value < 1e4 ? 0 : Math.floor(decimal(value).power / 3);
  return `${value / 1000 ** thousands}${prefixes[thousands]}`;
}
