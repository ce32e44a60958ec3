/** Numbers as the screen shows them: of fixed width, so that they do not jump while they change. */

/** What stands for a value that no number can say. */
const OVERFLOW = 'overflow';

/** The value with all its digits; `overflow` when it is not finite. */
export function exact(value: number): string {
  return Number.isFinite(value) ? String(value) : OVERFLOW;
}

/**
 * The value with `digits` significant digits, in plain notation where that takes no more than
 * four leading zeros or trailing places, else as 1.234e+56; 0 alone; `overflow` when it is not
 * finite.
 */
export function significant(value: number, digits: number): string {
  if (!Number.isFinite(value)) {
    return OVERFLOW;
  }
  if (value === 0) {
    return '0';
  }
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return magnitude < -4 || magnitude >= digits
    ? value.toExponential(digits - 1)
    : value.toPrecision(digits);
}

/** The most digits of a number that is read and not copied. */
const READ = 6;

/**
 * The value right-aligned in `columns` columns, after a blank, with as many significant digits up to
 * six as fit.
 *
 * @param columns at least 9.
 */
export function steady(value: number, columns: number): string {
  const texts = Array.from({ length: READ }, (_, i) => significant(value, READ - i));
  return texts.find(({ length }) => length < columns)!.padStart(columns);
}

/** Significant digits from which on decimals are preferred to an exponent. */
const ENOUGH_DIGITS = 4;

/**
 * The value right-aligned in `columns` columns with as many decimals as fit beside so many places
 * before the point, so that a column of them is aligned at the point; larger values as 1.2e+34, and
 * small ones as 1.2e-34 where that has more digits. An exact 0 has no decimals.
 *
 * @param columns at least 7.
 * @param size what decides that a value is small; a value that changes is written as its goal is.
 */
export function aligned(value: number, columns: number, places = 2, size = value): string {
  if (!Number.isFinite(value)) {
    return OVERFLOW.padStart(columns);
  }
  if (value === 0) {
    return '0'.padStart(places + 1).padEnd(columns);
  }
  // Sign, places and the point come before the decimals.
  const decimals = columns - places - 2;
  const digits = decimals + Math.floor(Math.log10(Math.abs(size))) + 1;
  const scientificDigits = columns - 1 - Math.abs(size).toExponential(0).length;
  if (size !== 0 && digits < Math.min(ENOUGH_DIGITS, scientificDigits)) {
    return scientific(value, columns);
  }
  const fixed = value.toFixed(decimals);
  // From 1e21 on toFixed writes an exponent itself.
  if (fixed.length > columns || Math.abs(value) >= 1e21) {
    return scientific(value, columns);
  }
  // A zero that is only rounded to has no sign worth showing.
  return (Number(fixed) === 0 ? fixed.replace('-', '') : fixed).padStart(columns);
}

/**
 * The value as 1.234e+56 with as many digits as `columns` columns hold, right-aligned; an exact 0
 * alone.
 *
 * @param columns at least 7.
 */
export function scientific(value: number, columns: number): string {
  if (!Number.isFinite(value)) {
    return OVERFLOW.padStart(columns);
  }
  if (value === 0) {
    return ' 0'.padEnd(columns);
  }
  const shortest = value.toExponential(0).length;
  const sign = value < 0 ? 0 : 1;
  const decimals = Math.max(0, columns - sign - shortest - 1);
  return value.toExponential(decimals).padStart(columns);
}

/** Iterations per second, from 0 on: `max` for as fast as it goes, else about three digits. */
export function pace(value: number): string {
  if (value === Number.POSITIVE_INFINITY) {
    return 'max';
  }
  return value < 1e9 && (value >= 100 || Number.isInteger(value))
    ? `${Math.round(value)}/s`
    : `${significant(value, 3)}/s`;
}

/** Milliseconds as `4.2 s`, `3 min 20 s` or `2 h 05 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  }
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  return hours < 1e6 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : 'over a century';
}

/**
 * A share as per cent: 28 %, 0.0123 %, 1.2e+9 %. It reads 100 % only if it is: beside a limit the
 * digits that tell it apart are shown, 99.97 %.
 */
export function percent(share: number): string {
  const value = share * 100;
  if (!Number.isFinite(value)) {
    return OVERFLOW;
  }
  const text = value >= 99.95 && value < 1e6 ? String(Math.round(value)) : significant(value, 3);
  return `${text === '100' ? besideHundred(value) : text} %`;
}

/** A value near 100 with as few decimals as tell it apart from that; none for 100. */
function besideHundred(value: number): string {
  let digits = 3;
  while (Number(value.toPrecision(digits)) === 100 && value !== 100) {
    digits += 1;
  }
  return value.toPrecision(digits);
}
