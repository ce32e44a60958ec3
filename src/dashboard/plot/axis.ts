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

/** A linear axis over iterations with about `count` labelled ticks at whole numbers. */
export function iterationAxis(start: number, end: number, count: number): Axis {
  const values = ticks(start, end, count).filter(Number.isInteger);
  return {
    start,
    end,
    position: linearPosition(start, end),
    ticks: values.map((value) => ({ value, label: shortLabel(value) })),
  };
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
 * their logarithmic places. Of a decade and more, the whole decades of `logAxis`.
 */
export function closeLogAxis(values: Iterable<number>, count: number): Axis {
  const positive = [...values].filter((value) => value > 0);
  const [least, greatest] = finiteRange(positive) ?? [1, 10];
  if (greatest / least >= 10) {
    return logAxis(positive, count);
  }
  const linear = linearAxis(positive, count);
  const start = linear.start > 0 ? linear.start : Math.max(least / 2, Number.MIN_VALUE);
  const logarithms = linearPosition(Math.log10(start), Math.log10(linear.end));
  return {
    start,
    end: linear.end,
    position: (value) =>
      value >= start && value <= linear.end ? logarithms(Math.log10(value)) : null,
    ticks: linear.ticks.filter(({ value }) => value >= start),
  };
}

/**
 * A logarithmic axis over whole decades that hold all the finite positive values, with at most
 * `count` labelled ticks, on different rows of as many: 1-2-5 where there is room, decades, or
 * every so many decades.
 */
export function logAxis(values: Iterable<number>, count: number): Axis {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const value of values) {
    if (value > 0 && value < Number.POSITIVE_INFINITY) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  if (greatest === 0) {
    least = greatest = 1;
  }
  const low = decimal(least).power;
  const top = decimal(greatest);
  const high = Math.max(low + 1, top.digits === '1' ? top.power : top.power + 1);
  const start = Math.max(powerOfTen(1, low), Number.MIN_VALUE);
  const end = Math.min(powerOfTen(1, high), Number.MAX_VALUE);
  return {
    start,
    end,
    position: (value) => {
      const place = (Math.log10(value) - low) / (high - low);
      // The logarithm of an end may be rounded to beyond it.
      return value >= start && value <= end ? Math.min(1, Math.max(0, place)) : null;
    },
    ticks: logTicks(low, high, Math.max(2, count)),
  };
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

function logTicks(low: number, high: number, count: number): Tick[] {
  const decades = high - low;
  let ticks: Tick[];
  if ((count - 1) * Math.log10(2) >= decades) {
    const steps = Array.from({ length: decades }, (_, i) => [1, 2, 5].map((d) => [d, low + i]));
    ticks = [...steps.flat(), [1, high]].map(([digit, power]) => logTick(digit!, power!));
  } else {
    const every = Math.ceil(decades / (count - 1));
    const length = Math.floor(decades / every) + 1;
    ticks = Array.from({ length }, (_, i) => logTick(1, low + i * every));
  }
  // The decades at the very ends of the range of doubles are only in part within it.
  return ticks.filter(({ value }) => value > 0 && value < Number.POSITIVE_INFINITY);
}

function logTick(digit: number, power: number): Tick {
  const value = powerOfTen(digit, power);
  return { value, label: power >= -2 && power <= 3 ? String(value) : `${digit}e${power}` };
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** A whole number with an SI prefix: 2000, 20k, 1.5M, 2G; at most five characters for ticks. */
function shortLabel(value: number): string {
  const thousands = value < 1e4 ? 0 : Math.floor(decimal(value).power / 3);
  return `${value / 1000 ** thousands}${prefixes[thousands]}`;
}
