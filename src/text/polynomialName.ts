const NAMES = ['constant', 'line', 'parabola', 'cubic'];

/** What a polynomial of the degree is called, in the singular: `cubic`, `polynomial of degree 5`. */
export function polynomialName(degree: number): string {
  return NAMES[degree] ?? `polynomial of degree ${degree}`;
}

/** The same where there is little room: `cubic`, `degree 5`. */
export function shortPolynomialName(degree: number): string {
  return NAMES[degree] ?? `degree ${degree}`;
}
