/**
 * The number as Python prints a float, by which the tutorial's text can be compared with that of a
 * NumPy script: 0.5, 3.0, 6.58e-05, 1e+16, -0.0, inf, nan. The digits are JavaScript's, the fewest
 * that read back as the same number.
 */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value).toLowerCase().replace('infinity', 'inf');
  }
  const size = Math.abs(value);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    // Python's exponent has two digits at least.
    return value.toExponential().replace(/(?<=e[+-])(?=\d$)/, '0');
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
