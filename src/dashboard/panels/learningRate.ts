/** Shows the learning rate as a gauge, from 0 to beyond the largest rate that works. */

import { meanLossLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { focusedRun, presentRate, shownSnapshot } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { percent, significant } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { justify, type Line, line, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { arrival } from './arrival.js';

/** Where the largest rate that works is on the gauge. */
const LIMIT = 0.8;

/** Columns of the percentage, so that the words after it do not move. */
const PERCENT = 6;

/** Columns of the name and the rate on the same line as the gauge. */
const NAME = 23;

/** The learning rate panel; its first lines if there is no room for all. */
export function learningRatePanel(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const mean = significant(meanLossLearningRate(rateOf(state), state.settings.samples), 3);
  return {
    title: `Learning rate ${numberText(rateOf(state))}`,
    shortTitle: `Learning rate ${significant(rateOf(state), 3)}`,
    lines: [
      gauge(state, columns, theme),
      ...scale(state, columns),
      line(fitting(shareTexts(state), columns)),
      line(fitting(arrivalTexts(state), columns)),
      line(fitting([`${mean} if the loss were averaged`, `${mean} on the mean loss`], columns)),
    ].slice(0, rows),
  };
}

/** The same in two lines, without a border. */
export function learningRateStrip(state: State, { columns }: Size, theme: Theme): Panel {
  const name = ` Learning rate ${numberText(rateOf(state))}`.padEnd(NAME);
  const room = columns - name.length - 1;
  const nears = arrivalTexts(state);
  const pairs = shareTexts(state).flatMap((share) => nears.map((near) => ({ share, near })));
  const both = pairs.find(({ share, near }) => share.length + near.length + 4 <= columns);
  const { share, near } = both ?? { share: fitting(shareTexts(state), columns - 2), near: '' };
  return {
    title: '',
    lines: [
      [span(name, { bold: true }), ...gauge(state, Math.max(1, room), theme)],
      justify(line(` ${share}`), line(`${near} `), columns),
    ],
  };
}

function rateOf(state: State): number {
  return shownSnapshot(state)?.learningRate ?? presentRate(focusedRun(state));
}

/** As `■■■■■■■■■············│·····`; the part beyond the largest rate that works is drawn as `!`. */
function gauge(state: State, columns: number, { glyphs }: Theme): Line {
  const limit = state.analysis?.stabilityLimit;
  if (limit === undefined) {
    return [];
  }
  const mark = Math.floor(columns * LIMIT);
  const share = shareOfLimit(rateOf(state), limit);
  const filled = Math.max(1, Math.round(Math.min(share * LIMIT, 1) * columns));
  const below = Math.min(filled, mark);
  // The mark itself takes a column; a rate above the limit always shows beyond it.
  const beyond = share > 1 ? Math.max(1, filled - mark - 1) : 0;
  return [
    span(glyphs.full.repeat(below) + glyphs.rest.repeat(mark - below)),
    span(glyphs.vertical, { bold: true }),
    span('!'.repeat(beyond), { bold: true }),
    span(glyphs.rest.repeat(Math.max(0, columns - mark - 1 - beyond))),
  ];
}

/** The labels of the gauge: 0 and, below its mark, the largest rate that works. */
function scale({ analysis }: State, columns: number): Line[] {
  if (!analysis) {
    return [];
  }
  const limit = limitText(analysis.stabilityLimit);
  return [line(`0${limit.padStart(Math.floor(columns * LIMIT))}`)];
}

/** Texts that compare the rate with the largest that works, from long to short. */
function shareTexts(state: State): string[] {
  const { analysis } = state;
  if (!analysis) {
    return [];
  }
  const share = percent(shareOfLimit(rateOf(state), analysis.stabilityLimit)).padStart(PERCENT);
  const limit = limitText(analysis.stabilityLimit);
  return [
    `${share} of the largest rate that works (${limit})`,
    `${share} of the largest that works (${limit})`,
    `${share} of the largest rate that works`,
    `${share} of the largest that works`,
  ];
}

/** Texts that say when the loss will be near the best, from long to short. */
function arrivalTexts(state: State): string[] {
  const at = arrival(state, focusedRun(state));
  const near =
    state.analysis?.optimum.loss === 0 ? '1/1000 of the start' : 'within 1 % of the best';
  switch (at) {
    case null:
      return [];
    case 'never':
      return [`never ${near}`];
    case 'reached':
      return [`already ${near}`];
    default:
      return [`${near} at iteration ${at}`, `${near} at ${at}`];
  }
}

/** The first text that fits; empty if none does. */
function fitting(texts: readonly string[], columns: number): string {
  return texts.find(({ length }) => length <= columns) ?? '';
}
