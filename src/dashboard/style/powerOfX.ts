import type { Glyphs } from './theme.js';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of x: an empty string, x, x², x³, … */
export function powerOfX(power: number, { superscript }: Glyphs): string {
  if (power < 2) {
    return power === 0 ? '' : 'x';
  }
  return superscript ? `x${superscripts[power]}` : `x^${power}`;
}
