/**
 * The number as Python prints a float (0.5, 3.0, 6.58e-05, 1e+16, -0.0, inf, nan), so that the
 * tutorial's output can be compared with a NumPy script's. Python and JavaScript print the same
 * digits, the fewest that read back as the same number.
 *
 * @example pythonFloat(0.00005) // '5e-05'
 */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value).toLowerCase().replace('infinity', 'inf');
  }
  const size = Math.abs(value);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    // Python's exponent has at least two digits.
    return value.toExponential().replace(/(?<=e[+-])(?=\d$)/, '0');
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
