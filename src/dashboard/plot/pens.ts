/** How to draw curves, in every panel alike. */

import type { Pen } from '../style/panel.js';

/**
 * The pens of runs side by side. Each run has its own colour, dashes and character. Colour tells runs
 * apart and means nothing else; everything else has the terminal's own foreground.
 */
const lanePens: readonly Pen[] = [
  { style: { color: 'red' }, mark: '*' },
  { style: { color: 'blue' }, mark: 'o', dash: { on: 6, period: 8 } },
  { style: { color: 'magenta' }, mark: '#', dash: { on: 3, period: 6 } },
  { style: { color: 'green' }, mark: '%', dash: { on: 7, period: 10 } },
  { style: { color: 'cyan' }, mark: '$', dash: { on: 3, period: 7 } },
  { style: { color: 'yellow' }, mark: '&', dash: { on: 2, period: 4 } },
];

export const earlierPen: Pen = { style: {}, mark: ':', dash: { on: 5, period: 8 } };

export const forecastPen: Pen = { style: {}, mark: '.', dash: { on: 2, period: 5 } };

/** The pen of a lane. */
export function lanePen(lane: number): Pen {
  return lanePens[lane % lanePens.length]!;
}
