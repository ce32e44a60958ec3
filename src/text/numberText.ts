/** Short text that reads back as the same number: 2e-6, not 0.000002, but 2000; `max` for Infinity. */
export function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) {
    return 'max';
  }
  const plain = String(value);
  const exponential = value.toExponential();
  return value < 1 && exponential.length < plain.length ? exponential : plain;
}
