/** The steps in which keys change the pace and the learning rate. */

/** 1, 2, 5, 10 … 500000 iterations per second, then max. */
const paces = [0, 1, 2, 3, 4, 5]
  .flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power))
  .concat(Number.POSITIVE_INFINITY);

/** The next pace above (1) or below (-1) the given one; unchanged at the ends. */
export function nextPace(pace: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? paces.find((candidate) => candidate > pace)
      : paces.findLast((candidate) => candidate < pace);
  return next ?? pace;
}

/**
 * The next learning rate with two significant digits above (1) or below (-1) the given one: 1e-6,
 * 1.1e-6 … 9.9e-6, 1e-5. Steps of 1 to 10 per cent are small enough to find the stability limit by
 * hand. Unchanged at the ends of the range of doubles.
 */
export function nextLearningRate(rate: number, direction: 1 | -1): number {
  // The first two digits as a number from 10 to 99, with decimals if there are more, and a power of ten.
  const [digits, power] = rate.toExponential().split('e') as [string, string];
  const tens = Number(digits) * 10;
  const whole = direction === 1 ? Math.floor(tens) + 1 : Math.ceil(tens) - 1;
  const below = direction === -1 && whole < 10;
  const next = below ? Number(`9.9e${Number(power) - 1}`) : Number(`${whole}e${Number(power) - 1}`);
  return next > 0 && Number.isFinite(next) ? next : rate;
}

/** The learning rate times a factor; unchanged if the product is outside the range of doubles. */
export function scaledRate(rate: number, factor: number): number {
  const scaled = rate * factor;
  return scaled > 0 && Number.isFinite(scaled) ? scaled : rate;
}
