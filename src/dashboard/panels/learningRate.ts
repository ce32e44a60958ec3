/** Shows the learning rate as a gauge, from 0 to beyond the largest rate that works. */

import { meanLossLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import type { Optimizer } from '../../fit/optimizers.js';
import { SIMULATED_ITERATIONS } from '../../fit/simulatedForecast.js';
import { optimizerTitle } from '../../options/optimizers.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { capitalized } from '../../text/sentence.js';
import { limitOf, shownOptimizer } from '../model/optimizers.js';
import { focusedRun, shownRate } from '../model/selectors.js';
import type { Size, State } from '../model/state.js';
import { bar } from '../style/bar.js';
import { percent, significant } from '../style/format.js';
import { memoizeLast } from '../style/memoizeLast.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { fitting, justify, type Line, line, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { arrival, isSimulated, nearBest } from './arrival.js';

/** Where the largest rate that works is on the gauge. */
const LIMIT = 0.8;

/** From this share of the limit on, its digits matter. */
const NEARLY = 0.99;

/** Columns of the percentage, so that the words after it do not move. */
const PERCENT = 6;

/** Below this an iteration is written out. */
const WRITTEN_OUT = 1e9;

/** Naming the largest rate that works must leave the gauge at least this many columns up to it. */
const LEAST = 10;

/** Lines of the panel; with room for one more, the last stands apart. */
const LINES = 5;

/** Columns of the name and the rate on the same line as the gauge; half of all if they need more. */
const NAME = 25;

/** The fewest columns that separate the words about the rate from those about when the best is near. */
const APART = 4;

/** What stands in place of a gauge with RMSprop and Adam. */
const NO_LIMIT = [
  'no limit: each step moves each coefficient by about the rate',
  'no limit: steps are about as long as it',
  'no limit: steps as long as it',
];

/** Names what is beyond the largest rate that works, if the rate is there. */
const BEYOND = ' too large';

/** The learning rate panel; its first lines if there is no room for all. */
export function learningRatePanel(state: State, { columns, rows }: Size, theme: Theme): Panel {
  const [near = '', when = ''] = arrivalWords(state);
  const [title, ...shorter] = titlesOf(state);
  return {
    title: title!,
    shortTitle: firstFitting(shorter, columns),
    lines: [
      gauge(rateOf(state), limitOf(state), columns, theme),
      line(fitting(shareTexts(rateOf(state), limitOf(state)), columns)),
      line(near),
      line(when),
      ...(rows > LINES ? [line('')] : []),
      line(fitting(meanTexts(rateOf(state), state.settings.samples), columns)),
    ].slice(0, rows),
  };
}

/** The same in two lines, without a border. */
export function learningRateStrip(state: State, { columns }: Size, theme: Theme): Panel {
  const names = titlesOf(state).map((title) => ` ${title} `);
  const shortest = names.toSorted((one, other) => one.length - other.length);
  const name = (fitting(names, NAME) || fitting(shortest, Math.floor(columns / 2))).padEnd(NAME);
  const room = columns - name.length - 1;
  const shares = shareTexts(rateOf(state), limitOf(state));
  const pairs = arrivalTexts(state).flatMap((near) => shares.map((share) => ({ share, near })));
  const both = pairs.find(({ share, near }) => share.length + near.length + APART + 1 <= columns);
  const { share, near } = both ?? { share: fitting(shares, columns), near: '' };
  return {
    title: '',
    lines: [
      [
        span(name, { bold: true }),
        ...gauge(rateOf(state), limitOf(state), Math.max(1, room), theme),
      ],
      justify(line(share), line(`${near} `), columns),
    ],
  };
}

/**
 * As `Learning rate 1e-6`, after the name of the optimizer unless that is plain gradient descent; from long
 * to short.
 */
const methodTitles = memoizeLast((optimizer: Optimizer, learningRate: number): string[] => {
  const name = capitalized(optimizerTitle(optimizer));
  return [numberText(learningRate), significant(learningRate, 3)].flatMap((rate) =>
    optimizer.name === 'sgd'
      ? [`Learning rate ${rate}`]
      : [`${name}, learning rate ${rate}`, `${name}, rate ${rate}`, `${name} at ${rate}`],
  );
});

function titlesOf(state: State): string[] {
  return methodTitles(shownOptimizer(state, focusedRun(state)), rateOf(state));
}

function rateOf(state: State): number {
  return shownRate(state, focusedRun(state));
}

/**
 * As `━━━━━━━━╸···│ limit 3.557e-6` or, with a `!` for each cell beyond the limit,
 * `━━━━━━━━━━━━│!! too large`.
 */
const gauge = memoizeLast(gaugeOf);

function gaugeOf(
  rate: number,
  limit: number | undefined,
  columns: number,
  { glyphs }: Theme,
): Line {
  if (limit === undefined) {
    return [];
  }
  if (limit === Number.POSITIVE_INFINITY) {
    return line(fitting(NO_LIMIT, columns));
  }
  const label = ` limit ${limitText(limit)}`;
  // The mark itself takes a column; a rate above the limit always shows beyond it.
  const usual = Math.floor(columns * LIMIT);
  const labelled = Math.min(usual, columns - 1 - label.length);
  const mark = labelled < LEAST ? usual : labelled;
  const room = columns - mark - 1;
  const share = shareOfLimit(rate, limit);
  const beyond = share > 1 ? Math.max(1, Math.round((share - 1) * mark)) : 0;
  const text = beyond > 0 ? BEYOND : label;
  const shown = text.length < room + (beyond > 0 ? 0 : 1) ? text : '';
  return [
    span(bar(share, mark, glyphs)),
    span(glyphs.vertical, { bold: true }),
    span('!'.repeat(Math.min(beyond, room - shown.length)), { bold: true }),
    span(shown, { bold: beyond > 0 }),
  ];
}

/** Texts that compare the rate with the largest that works, from long to short. */
const shareTexts = memoizeLast((rate: number, limit: number | undefined): string[] => {
  if (limit === undefined) {
    return [];
  }
  if (limit === Number.POSITIVE_INFINITY) {
    return [
      ' A larger rate gets near sooner, but stays farther off.',
      ' Larger: sooner, but less close.',
    ];
  }
  const share = shareOfLimit(rate, limit);
  const text = share < NEARLY ? `${Number((share * 100).toPrecision(2))} %` : percent(share);
  const [long, short] = ['largest rate', 'largest'].map(
    (largest) => `${text.padStart(PERCENT)} of the ${largest} that works`,
  );
  // Beyond the limit, the gauge has no room for its number.
  return share > 1
    ? [
        `${long}, ${limitText(limit)}`,
        `${text.padStart(PERCENT)} of the limit, ${limitText(limit)}`,
      ]
    : [long!, short!];
});

/** When the loss will be near the best, in two parts unless it already is or never will be. */
function arrivalWords(state: State): string[] {
  const run = focusedRun(state);
  const at = arrival(state, run);
  const near = `${isSimulated(state, run) ? 'simulated: ' : ''}${nearBest(state)}`;
  switch (at) {
    case null:
      return [];
    case 'never':
      return [`never ${nearBest(state)}`];
    case 'reached':
      return [`already ${nearBest(state)}`];
    case 'not soon':
      return [near, `not in ${SIMULATED_ITERATIONS} steps`];
    default: {
      const when = `at iteration ${at < WRITTEN_OUT ? at : significant(at, 2)}`;
      return [near, at > run.iterations ? `${when}, after the end` : when];
    }
  }
}

/** The same as a text, from long to short. */
function arrivalTexts(state: State): string[] {
  const text = arrivalWords(state).join(' ');
  const shorter = text.replace(' loss', '');
  return [text, shorter, shorter.replace(', after the end', '')];
}

/** Texts for the rate that takes the same steps down the mean of the squared errors. */
const meanTexts = memoizeLast((rate: number, samples: number): string[] => {
  const mean = significant(meanLossLearningRate(rate, samples), 3);
  return [
    `the same steps as with rate ${mean} on the mean loss`,
    `like rate ${mean} on the mean loss`,
    `like ${mean} on the mean loss`,
  ];
});
