import { coefficientNames } from '../../fit/polynomial.js';

/** Components below this share of the largest are not named. */
const WORTH = 0.05;

/**
 * What a direction is made of, as `d + 0.14b`: as many coefficients as fit, largest first and scaled
 * to 1.
 */
export function madeOf(components: readonly number[], room: number): string {
  const names = coefficientNames(components.length - 1);
  const [first, ...others] = components
    .map((component, k) => ({ component, name: names[k]! }))
    .toSorted((one, other) => Math.abs(other.component) - Math.abs(one.component));
  let text = first!.name;
  for (const { component, name } of others) {
    const size = component / first!.component;
    const longer = `${text} ${size < 0 ? '-' : '+'} ${Math.abs(size).toFixed(2)}${name}`;
    if (Math.abs(size) < WORTH || longer.length > room) {
      break;
    }
    text = longer;
  }
  return text;
}
