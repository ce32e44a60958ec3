/** What a polynomial of the degree is called, in the singular: `cubic`, `polynomial of degree 5`. */
export function polynomialName(degree: number): string {
  return ['constant', 'line', 'parabola', 'cubic'][degree] ?? `polynomial of degree ${degree}`;
}
