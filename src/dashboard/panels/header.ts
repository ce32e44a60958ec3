/** The first lines: the problem, the state, the progress and how good the fit is. */

import { excessLoss } from '../../fit/excessLoss.js';
import { coefficientNames } from '../../fit/polynomial.js';
import { significantCoefficients } from '../../fit/rounding.js';
import { polynomialName } from '../../text/polynomialName.js';
import { runDivergence } from '../model/divergence.js';
import {
  focusedRun,
  isActive,
  lastIteration,
  type Status,
  shownSnapshot,
  status,
} from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { bar } from '../style/bar.js';
import { OVERFLOW, pace, significant, steady } from '../style/format.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { powerOfX } from '../style/powerOfX.js';
import { fit, justify, type Line, line, type Style, span, width } from '../style/text.js';
import type { Glyphs, Theme } from '../style/theme.js';

interface Badge {
  readonly text: string;
  readonly style: Style;
}

const alarm: Style = { bold: true, inverse: true, color: 'red' };

/** A sign, a word and a style for each state, so that colour is never the only difference. */
const badges: Record<Status, Badge> = {
  starting: { text: ' ... STARTING ', style: {} },
  running: { text: ' > RUNNING ', style: { bold: true } },
  paused: { text: ' || PAUSED ', style: { inverse: true } },
  rewound: { text: ' << REWOUND ', style: { inverse: true } },
  finished: { text: ' = FINISHED ', style: { bold: true, inverse: true } },
  diverged: { text: ' ! DIVERGED ', style: alarm },
};

/** What a recording does. */
const playing: Badge = { text: ' > PLAYING ', style: { bold: true } };

/** Replacements for a run that does not converge. */
const divergingBadges: Readonly<Partial<Record<Status, Badge>>> = {
  running: { text: ' ! NOT CONVERGING ', style: alarm },
  finished: { text: ' ! NOT CONVERGED ', style: alarm },
};

function badge(state: State): Line {
  const now = status(state);
  const diverging = runDivergence(state, focusedRun(state)) !== null;
  const usual = state.replay && now === 'running' ? playing : badges[now];
  const { text, style } = (diverging ? divergingBadges[now] : undefined) ?? usual;
  return [span(text, style)];
}

/** Columns of the longest badge, which are kept free. */
const BADGE = 18;

/** Columns of the pace, apart from the badge, and the least width of the header to show it. */
const PACE = 12;
const PACED = 60;

/** The header, in one row or two. */
export function header(state: State, { columns, rows }: Size, theme: Theme): Line[] {
  return rows === 1
    ? [onlyLine(state, columns)]
    : [problemLine(state, columns, theme), progressLine(state, columns, theme)];
}

/** The progress, the loss if there is room, and the state. */
function onlyLine(state: State, columns: number): Line {
  const right = badge(state);
  const count = iterations(state).slice('iteration'.length);
  const loss = `  loss${lossText(state)}`;
  const withLoss = count.length + loss.length + 1 + width(right) <= columns;
  return justify([span(count), span(withLoss ? loss : '', { bold: true })], right, columns);
}

/** The problem or the result, the pace if there is room and anything moves, and the state. */
function problemLine(state: State, columns: number, { glyphs }: Theme): Line {
  const moves = !state.paused && state.live.some(isActive);
  const pacing = columns < PACED ? '' : `${(moves ? paceText(state.pace) : '').padStart(PACE)} `;
  const room = columns - BADGE - 1 - pacing.length;
  const problem = problems(state, glyphs).find((spans) => width(spans) <= room) ?? [];
  return justify(problem, [span(pacing), ...badge(state)], columns);
}

/** As `500 steps/s`, `10000/s` or `full speed`. */
function paceText(wanted: number): string {
  if (wanted === Number.POSITIVE_INFINITY) {
    return 'full speed';
  }
  const short = pace(wanted);
  const long = short.replace('/', ' steps/');
  return long.length <= PACE ? long : short;
}

/** Texts for the problem, preceded by those for the result once finished; each from long to short. */
function problems(state: State, glyphs: Glyphs): Line[] {
  const finished = results(state, glyphs).map((text) => line(` ${text}`));
  return [...finished, ...statements(state.settings.degree, glyphs)];
}

const statements = memoizeLast((degree: number, glyphs: Glyphs): Line[] => {
  const name = span(' sinfit-tui  ', { bold: true });
  const terms = coefficientNames(degree).map((each, k) => each + powerOfX(k, glyphs));
  const fitting = `fitting a ${polynomialName(degree)} to sin(x)`;
  const formula = `${fitting}: ${terms.join(' + ')}`;
  return [
    [name, span(` ${formula}`)],
    line(` ${formula}`),
    [name, span(` ${fitting}`)],
    line(` ${fitting}`),
    line(` ${fitting.replace('polynomial of ', '')}`),
    line(` ${polynomialName(degree).replace('polynomial of ', '')} to sin(x)`),
  ];
});

/** The progress, also as a bar, the loss, and how far that is above the best. */
function progressLine(state: State, columns: number, { glyphs }: Theme): Line {
  const shown = shownSnapshot(state);
  const count = iterations(state).slice(columns < PACED ? 'iteration '.length : 0);
  const right = lossTexts(state).find(
    (text) => 2 + count.length + BAR + 2 + text.length <= columns,
  );
  const cells = columns - count.length - 4 - (right?.length ?? 0);
  const share = (shown?.iteration ?? 0) / lastOf(state);
  return fit(
    [
      span(` ${count} `),
      span(cells > 0 ? bar(share, cells, glyphs) : ''),
      span(`  ${right ?? ''}`, { bold: true }),
    ],
    columns,
  );
}

/** Texts for the loss from long to short, each of the same length whatever the loss is. */
function lossTexts(state: State): string[] {
  const loss = `loss${lossText(state)}`;
  const above = excessText(state);
  const instead = insteadOfExcess(state, above);
  return [
    ...['above the best possible', 'above the best'].map((best) => {
      const usual = `${loss},${above} ${best} `;
      return instead === null ? usual : instead.padEnd(usual.length);
    }),
    `${loss} `,
  ];
}

/** What to say when the loss above the best would add nothing to the loss; otherwise null. */
function insteadOfExcess(state: State, above: string): string | null {
  const loss = lossText(state);
  if (loss.endsWith(OVERFLOW)) {
    return 'loss too large to compute';
  }
  if (Number(above) === 0) {
    return `loss${loss} is the best possible`;
  }
  return state.analysis && loss === above
    ? `loss${loss}, best possible ${significant(state.analysis.optimum.loss, 4)}`
    : null;
}

function excessText(state: State): string {
  const shown = shownSnapshot(state);
  return state.analysis && shown
    ? steady(excessLoss(state.analysis, shown.coefficients), LOSS)
    : '-'.padStart(LOSS);
}

function lossText(state: State): string {
  const shown = shownSnapshot(state);
  return shown ? steady(shown.loss, LOSS) : '-'.padStart(LOSS);
}

/** The fewest columns of the bar, and the columns of a loss with a space before it. */
const BAR = 8;
const LOSS = 8;

/** As `iteration  599 of 2000` or, looking back, `back at     5 of 1603`, padded to a constant length. */
function iterations(state: State): string {
  const columns = String(focusedRun(state).iterations).length;
  const [shown, last] = [shownSnapshot(state)?.iteration ?? 0, lastOf(state)].map(String);
  const word = state.rewind ? 'back at  ' : 'iteration';
  return `${word} ${shown!.padStart(columns)} of ${last!.padEnd(columns)}`;
}

/** The last iteration to train or, looking back, to go to. */
function lastOf(state: State): number {
  return state.rewind ? lastIteration(state) : focusedRun(state).iterations;
}

/** The result, rounded to fewer and fewer digits; empty before the end. */
function results(state: State, glyphs: Glyphs): string[] {
  const { analysis } = state;
  const { present } = focusedRun(state);
  if (status(state) !== 'finished' || !present) {
    return [];
  }
  const coefficients = analysis
    ? significantCoefficients(analysis, present.coefficients)
    : present.coefficients;
  return [7, 5, 4].map((digits) => `y = ${result(coefficients, digits, glyphs)}`);
}

/** A rounded polynomial, as `-0.05200 + 0.8348x + 0.008970x² - 0.09021x³`. */
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
