/** Formats numbers for the screen, at a fixed width so that they do not jump as they change. */

/** Shown in place of a value that is not finite. */
export const OVERFLOW = 'overflow';

/** The value with all its digits, or `overflow` if it is not finite. */
export function exact(value: number): string {
  return Number.isFinite(value) ? String(value) : OVERFLOW;
}

/**
 * The value with `digits` significant digits: in plain notation from 0.0001 up to that many integer
 * digits, otherwise as 1.234e+56. An exact 0 is `0`; a value that is not finite is `overflow`.
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

/**
 * A share below 1, with two significant digits of its distance from 1, or two decimals: never rounded to 1.
 *
 * @example belowOne(0.99661) // '0.9966'
 */
export function belowOne(share: number): string {
  return share.toFixed(1 + Math.max(1, Math.ceil(-Math.log10(1 - share))));
}

/** The most digits of a number that is for reading, not copying. */
const READ = 6;

/**
 * The value right-aligned in `columns` columns, after at least one space, with as many significant
 * digits as fit, at most six.
 *
 * @param columns at least 8.
 */
export function steady(value: number, columns: number): string {
  let text = significant(value, READ);
  for (let digits = READ - 1; digits > 0 && text.length >= columns; digits--) {
    text = significant(value, digits);
  }
  return (text.length < columns ? text : OVERFLOW).padStart(columns);
}

/** With at least this many significant digits, decimals are preferred to an exponent. */
const ENOUGH_DIGITS = 4;

/**
 * The value right-aligned in `columns` columns with `places` places before the point and as many
 * decimals as fit, so that values below each other align at the point. Larger values are written as
 * 1.2e+34, and small ones as 1.2e-34 if that shows more digits. An exact 0 has no decimals.
 *
 * @param columns at least 7.
 * @param size the value that decides whether to write it as small: a changing value is written like
 *   its goal.
 */
export function aligned(value: number, columns: number, places = 2, size = value): string {
  if (!Number.isFinite(value)) {
    return OVERFLOW.padStart(columns);
  }
  if (value === 0) {
    return '0'.padStart(places + 1).padEnd(columns);
  }
  // What the sign, the places and the point leave.
  const decimals = columns - places - 2;
  const digits = decimals + Math.floor(Math.log10(Math.abs(size))) + 1;
  const scientificDigits = columns - 1 - Math.abs(size).toExponential(0).length;
  if (size !== 0 && digits < Math.min(ENOUGH_DIGITS, scientificDigits)) {
    return scientific(value, columns);
  }
  const fixed = value.toFixed(decimals);
  // toFixed itself writes an exponent from 1e21 on.
  if (fixed.length > columns || Math.abs(value) >= 1e21) {
    return scientific(value, columns);
  }
  // A value that rounds to zero has no sign worth showing.
  return (Number(fixed) === 0 ? fixed.replace('-', '') : fixed).padStart(columns);
}

/**
 * The value as 1.234e+56, right-aligned with as many digits as fit in `columns` columns. An exact 0
 * is `0`.
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

/** Iterations per second, 0 or more: `max` for Infinity, otherwise about three digits. */
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
 * A share as a percentage: 28 %, 0.0123 %, 1.2e+9 %. Only the whole reads 100 %: near it, there are
 * enough digits to tell the difference, as in 99.97 %.
 */
export function percent(share: number): string {
  const value = share * 100;
  if (!Number.isFinite(value)) {
    return OVERFLOW;
  }
  const text = value >= 99.95 && value < 1e6 ? String(Math.round(value)) : significant(value, 3);
  return `${text === '100' ? besideHundred(value) : text} %`;
}

/** A value near 100 with just enough decimals to differ from it; none for 100. */
function besideHundred(value: number): string {
  let digits = 3;
  while (Number(value.toPrecision(digits)) === 100 && value !== 100) {
    digits += 1;
  }
  return value.toPrecision(digits);
}
