/** The first line: the problem, and the state at a glance. */

import { coefficientNames } from '../../fit/polynomial.js';
import { significantCoefficients } from '../../fit/rounding.js';
import { runDivergence } from '../model/divergence.js';
import { focusedRun, type Status, status } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { significant } from '../style/format.js';
import { justify, type Line, type Span, type Style, span } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';

interface Badge {
  readonly text: string;
  readonly style: Style;
}

const alarm: Style = { bold: true, inverse: true, color: 'red' };

/** A sign, a word and a style for each state, so that none is told by colour alone. */
const badges: Record<Status, Badge> = {
  starting: { text: ' ... STARTING ', style: {} },
  running: { text: ' > RUNNING ', style: { bold: true } },
  paused: { text: ' || PAUSED ', style: { inverse: true } },
  rewound: { text: ' << REWOUND ', style: { inverse: true } },
  finished: { text: ' = FINISHED ', style: { bold: true, inverse: true } },
  diverged: { text: ' ! DIVERGED ', style: alarm },
};

/** What stands there in place of that for a run that does not converge. */
const divergingBadges: Readonly<Partial<Record<Status, Badge>>> = {
  running: { text: ' ! NOT CONVERGING ', style: alarm },
  finished: { text: ' ! NOT CONVERGED ', style: alarm },
};

function badgeOf(state: State): Badge {
  const now = status(state);
  const diverging = runDivergence(state, focusedRun(state)) !== null;
  return (diverging ? divergingBadges[now] : undefined) ?? badges[now];
}

/** The header in `columns` columns. */
export function header(state: State, columns: number, theme: Theme): Line {
  const { text, style } = badgeOf(state);
  const badge = [span(text, style)];
  const name = span(' sinfit-tui', { bold: true });
  const room = columns - text.length - 1;
  const formula = formulas(state, theme.glyphs)
    .map((candidate): Span[] => [name, span(`   ${candidate}`)])
    .find((candidate) => candidate.reduce((sum, { text }) => sum + text.length, 0) <= room);
  return justify(formula ?? (name.text.length <= room ? [name] : []), badge, columns);
}

/** The problem; once finished, the result where there is room for it. Each from long to short. */
function formulas(state: State, glyphs: Glyphs): string[] {
  const { analysis } = state;
  const { present } = focusedRun(state);
  const names = coefficientNames(state.settings.degree);
  const problem = `y = ${names.map((name, k) => name + powerOfX(k, glyphs)).join(' + ')}`;
  const { length } = names;
  const ends = `y = ${names[0]} + ... + ${names.at(-1)}${powerOfX(length - 1, glyphs)}  ~  sin(x)`;
  const general = [`${problem}  ~  sin(x)`, problem, ends];
  if (status(state) !== 'finished' || !present) {
    return general;
  }
  const coefficients = analysis
    ? significantCoefficients(analysis, present.coefficients)
    : present.coefficients;
  const results = [7, 5, 4].map((digits) => `y = ${result(coefficients, digits, glyphs)}`);
  return [...results, ...general];
}

/** `-0.05200 + 0.8348x + 0.008970x² - 0.09021x³`, rounded for reading. */
function result(coefficients: readonly number[], digits: number, glyphs: Glyphs): string {
  return coefficients
    .map((coefficient, k) => {
      const size = significant(Math.abs(coefficient), digits) + powerOfX(k, glyphs);
      const negative = coefficient < 0;
      if (k === 0) {
        return negative ? `-${size}` : size;
      }
      return negative ? `- ${size}` : `+ ${size}`;
    })
    .join(' ');
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfX(power: number, glyphs: Glyphs): string {
  if (power < 2) {
    return power === 0 ? '' : 'x';
  }
  return glyphs.superscript ? `x${superscripts[power]}` : `x^${power}`;
}
