/** Numeric axes: where values go and which of them are labelled. */

import { nice, range, ticks } from 'd3-array';
import { memoizeLast } from '../style/memoizeLast.js';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** An axis from the value `start` to the value `end`. */
export interface Axis {
  readonly start: number;
  readonly end: number;
  /** From 0 at the start to 1 at the end; null for a value that the axis does not show. */
  readonly position: (value: number) => number | null;
  /** In increasing order. Labels differ and have at most five characters, or six beyond 1e-99. */
  readonly ticks: readonly Tick[];
}

/**
 * An axis of iterations with about `count` labelled ticks at whole numbers. On a logarithmic axis,
 * iteration t is at log(1 + t), so that there is a place for 0.
 */
export const iterationAxis = memoizeLast(iterationAxisOf);

function iterationAxisOf(start: number, end: number, count: number, log = false): Axis {
  const values = log && start === 0 ? decadesFrom0(end, count) : ticks(start, end, count);
  const place = log
    ? linearPosition(Math.log1p(start), Math.log1p(end))
    : linearPosition(start, end);
  const whole = values.filter(Number.isInteger);
  return {
    start,
    end,
    position: log ? (value) => place(Math.log1p(value)) : place,
    ticks: whole.map((value) => ({ value, label: shortLabel(value, whole.at(-1)!) })),
  };
}

/** 0, 1, 10, 100, … and, if there is room, also 2 and 5 times each power. */
function decadesFrom0(end: number, count: number): number[] {
  const decades = Math.floor(Math.log10(end)) + 1;
  const digits = count >= 2 * decades ? [1, 2, 5] : [1];
  const powers = Array.from({ length: decades }, (_, power) => power);
  const values = powers.flatMap((power) => digits.map((digit) => powerOfTen(digit, power)));
  return [0, ...values.filter((value) => value <= end)];
}

function linearPosition(start: number, end: number): Axis['position'] {
  // Halves, because the difference of two doubles may overflow.
  const from = start / 2;
  const length = end / 2 - from;
  return (value) => (value >= start && value <= end ? (value / 2 - from) / length : null);
}

/** If steps between ticks were much smaller than this, their inverses would overflow. */
const LEAST_MARGIN = 1e-290;

/** From here on, differences of values may overflow; ticks are computed for scaled values. */
const LARGE = 1e300;
const LARGE_SCALE = 1e-20;

/**
 * A linear axis between round numbers that contains all finite values, with about `count` labelled
 * ticks in steps of 1, 2 or 5 times a power of ten.
 */
export function linearAxis(values: Iterable<number>, count: number): Axis {
  const [least, greatest] = finiteRange(values) ?? [0, 1];
  const size = Math.max(-least, greatest);
  const scale = size >= LARGE ? LARGE_SCALE : 1;
  // Values closer together than this differ by little more than rounding, and so would the labels.
  const margin = Math.max(Math.abs(greatest) * scale * 1e-9, LEAST_MARGIN);
  const [low, high] = [least * scale, greatest * scale];
  const [from, to] = high - low > margin ? [low, high] : [low - margin, high + margin];
  const wanted = Math.max(2, count);
  const round = nice(from, to, wanted);
  // Rounding may move the ends slightly inside the range of the values.
  const start = Math.min(withinRange(round[0] / scale), least);
  const end = Math.max(withinRange(round[1] / scale), greatest);
  const ticksOf = (about: number) => ticks(start * scale, end * scale, about);
  // A range limited by the greatest doubles may contain fewer ticks than wanted.
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

/** Ticks in the same notation, with just enough digits to be exact and different. */
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
 * A logarithmic axis that fits values within a decade closely, with the ticks of a linear axis at
 * their logarithmic places. For a decade or more, the axis of `logAxis`.
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
 * A logarithmic axis of at least a decade, from the least finite positive value. If the values span
 * more, it ends at a round number above them. Has at most one labelled tick on each of `count` rows: at
 * 1, 2 and 5 times powers of ten below two decades if there is room, otherwise at powers of ten, or at
 * every second, third, … of them.
 */
export function logAxis(values: Iterable<number>, count: number): Axis {
  const positive = [...values].filter((value) => value > 0);
  const [least, greatest] = finiteRange(positive) ?? [1, 1];
  return logAxisOver(least, greatest, Math.max(2, count));
}

/** Mostly the same from one frame to the next. */
const logAxisOver = memoizeLast((least: number, greatest: number, count: number): Axis => {
  const start = Math.min(least, Number.MAX_VALUE / 10);
  const end = Math.min(Math.max(roundAbove(greatest), 10 * start), Number.MAX_VALUE);
  return {
    start,
    end,
    position: logPosition(start, end),
    ticks: logTicks(start, end, count),
  };
});

function logPosition(start: number, end: number): Axis['position'] {
  const place = linearPosition(Math.log10(start), Math.log10(end));
  return (value) => (value >= start && value <= end ? place(Math.log10(value)) : null);
}

/** The least number of the form 1, 2 or 5 times a power of ten that is not below the value. */
function roundAbove(value: number): number {
  const { power } = decimal(value);
  const round = [1, 2, 5, 10].map((digit) => powerOfTen(digit, power));
  return round.find((candidate) => candidate >= value)!;
}

/** d.ddd and p of value = d.ddd · 10^p. Always exact, unlike the logarithm rounded down. */
function decimal(value: number): { digits: string; power: number } {
  const [digits = '', power] = value.toExponential().split('e');
  return { digits, power: Number(power) };
}

/** The double nearest to digit · 10^power; `digit * 10 ** power` may be one ulp off. */
function powerOfTen(digit: number, power: number): number {
  return Number(`${digit}e${power}`);
}

/** An axis of fewer decades than this has ticks at 2 and 5 times powers of ten, too. */
const CLOSE = 2;

/** With more rows than this, ticks are two rows apart if that leaves at least `ENOUGH` of them. */
const FEW_ROWS = 5;
const ENOUGH = 3;

function logTicks(start: number, end: number, count: number): Tick[] {
  const span = Math.log10(end) - Math.log10(start);
  const position = logPosition(start, end);
  const within = (powers: readonly number[], digits: readonly number[]) =>
    powersOfTen(
      powers.flatMap((power) => digits.map((digit) => [digit, power] as const)),
      (value) => position(value) !== null,
    );
  const low = decimal(start).power;
  const high = decimal(end).power;
  if (span < CLOSE && (count - 1) * Math.log10(2) >= span) {
    return within(range(low, high + 1), [1, 2, 5]);
  }
  const first = powerOfTen(1, low) >= start ? low : low + 1;
  const ticksApart = (rows: number): Tick[] => {
    for (let every = Math.max(1, Math.floor(span / (count - 1))); ; every++) {
      const ticks = within(range(first, high + 1, every), [1]);
      const places = ticks.map(({ value }) => Math.round(position(value)! * (count - 1)));
      if (places.every((place, i) => i === 0 || place - places[i - 1]! >= rows)) {
        return ticks;
      }
    }
  };
  const wide = ticksApart(count > FEW_ROWS ? 2 : 1);
  return wide.length >= ENOUGH ? wide : ticksApart(1);
}

/**
 * Ticks at those of the values digit · 10^power that are shown, all in the same notation: written out if
 * all are short, such as 0.03, 300 and 3000, or all as powers of ten, such as 3e1 and 1e5.
 *
 * @param highest the highest power that is written out.
 */
export function powersOfTen(
  values: readonly (readonly [digit: number, power: number])[],
  isShown: (value: number) => boolean,
  highest = 4,
): Tick[] {
  const shown = values.filter(([digit, power]) => isShown(powerOfTen(digit, power)));
  const plain = shown.every(([, power]) => power >= -2 && power <= highest);
  return shown.map(([digit, power]) => {
    const value = powerOfTen(digit, power);
    return { value, label: plain ? String(value) : `${digit}e${power}` };
  });
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/**
 * A whole number with an SI prefix: 2000, 20k, 1.5M, 2G; at most five characters for ticks. Beside
 * numbers with a prefix, 2000 is 2k.
 */
function shortLabel(value: number, greatest: number): string {
  const thousands = value === 0 || greatest < 1e4 ? 0 : Math.floor(decimal(value).power / 3);
  return `${value / 1000 ** thousands}${prefixes[thousands]}`;
}
