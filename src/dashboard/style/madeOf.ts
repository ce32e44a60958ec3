import { powerOfX } from './powerOfX.js';
import type { Glyphs } from './theme.js';

/** Components below this share of the largest are not named. */
const WORTH = 0.05;

/**
 * What a direction is made of, as `x³ + 0.14x`: as many components as fit, largest first and scaled
 * to 1.
 */
export function madeOf(components: readonly number[], room: number, glyphs: Glyphs): string {
  const [first, ...others] = components
    .map((component, power) => ({ component, power }))
    .toSorted((one, other) => Math.abs(other.component) - Math.abs(one.component));
  let text = powerOfX(first!.power, glyphs) || '1';
  for (const { component, power } of others) {
    const size = component / first!.component;
    const term = `${Math.abs(size).toFixed(2)}${powerOfX(power, glyphs)}`;
    const longer = `${text} ${size < 0 ? '-' : '+'} ${term}`;
    if (Math.abs(size) < WORTH || longer.length > room) {
      break;
    }
    text = longer;
  }
  return text;
}
