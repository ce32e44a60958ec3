/** Shows the learning rate as a gauge, from 0 to beyond the largest rate that works. */

import { meanLossLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { focusedRun, shownRate } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { bar } from '../style/bar.js';
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
const NAME = 25;

/** What is beyond the largest rate that works. */
const BEYOND = 'too large';

/** The learning rate panel; its first lines if there is no room for all. */
export function learningRatePanel(state: State, { columns, rows }: Size, theme: Theme): Panel {
  return {
    title: `Learning rate ${numberText(rateOf(state))}`,
    shortTitle: `Learning rate ${significant(rateOf(state), 3)}`,
    lines: [
      gauge(state, columns, theme),
      ...scale(state, columns),
      line(fitting(shareTexts(state), columns)),
      line(fitting(arrivalTexts(state), columns)),
      line(fitting(meanTexts(state), columns)),
    ].slice(0, rows),
  };
}

/** The same in two lines, without a border. */
export function learningRateStrip(state: State, { columns }: Size, theme: Theme): Panel {
  const rates = [numberText(rateOf(state)), significant(rateOf(state), 3)];
  const name = fitting(
    rates.map((rate) => ` Learning rate ${rate} `),
    NAME,
  ).padEnd(NAME);
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
  return shownRate(state, focusedRun(state));
}

/** As `━━━━━━━━╸···│   too large`; the part beyond the largest rate that works is drawn as `!`. */
function gauge(state: State, columns: number, { glyphs }: Theme): Line {
  const limit = state.analysis?.stabilityLimit;
  if (limit === undefined) {
    return [];
  }
  // The mark itself takes a column; a rate above the limit always shows beyond it.
  const mark = Math.floor(columns * LIMIT);
  const room = columns - mark - 1;
  const label = room > BEYOND.length ? BEYOND : '';
  const share = shareOfLimit(rateOf(state), limit);
  const beyond = share > 1 ? Math.max(1, Math.round((share - 1) * mark)) : 0;
  return [
    span(bar(share, mark, glyphs)),
    span(glyphs.vertical, { bold: true }),
    span('!'.repeat(Math.min(beyond, room - label.length)), { bold: true }),
    span(label.padStart(Math.max(label.length, room - beyond)), { bold: beyond > 0 }),
  ];
}

/** The labels of the gauge: 0 and, up to its mark, the largest rate that works. */
function scale({ analysis }: State, columns: number): Line[] {
  if (!analysis) {
    return [];
  }
  const limit = `works up to ${limitText(analysis.stabilityLimit)}`;
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
  const texts =
    state.analysis?.optimum.loss === 0
      ? ['1/1000 of the start']
      : ['within 1 % of the best', 'near the best'];
  return texts.flatMap((near) => {
    switch (at) {
      case null:
        return [];
      case 'never':
        return [`never ${near}`];
      case 'reached':
        return [`already ${near}`];
      default:
        return [`${near} at iteration ${at}`];
    }
  });
}

/** Texts for the rate that takes the same steps down the mean of the squared errors. */
function meanTexts(state: State): string[] {
  const mean = significant(meanLossLearningRate(rateOf(state), state.settings.samples), 3);
  return [
    `the same as ${mean} if the loss were a mean, not a sum`,
    `= ${mean} if the loss were a mean`,
    `= ${mean} on the mean loss`,
  ];
}

/** The first text that fits; empty if none does. */
function fitting(texts: readonly string[], columns: number): string {
  return texts.find(({ length }) => length <= columns) ?? '';
}
