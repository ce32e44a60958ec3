/** The words of the map of the loss: its titles, its key and what is written on it. */

import { coefficientNames } from '../../fit/polynomial.js';
import type { Plane } from '../model/selectors.js';
import { type Grid, writeInCorner } from '../plot/characterPlot.js';
import { type Levels, shadeStyles } from '../plot/lossMap.js';
import { firstFitting, type Panel } from '../style/panel.js';
import { fit, type Line, span, width } from '../style/text.js';
import type { Theme } from '../style/theme.js';

export const START = 'S';
export const NOW = '@';
export const OPTIMUM = 'X';

/** What each mark means and which ones it covers, the last one first. */
export function markTexts(
  marks: readonly { mark: string; name: string; cell: string | null }[],
): string[] {
  const byCell = new Map<string, string[]>();
  for (const { mark, name, cell } of marks.toReversed()) {
    if (cell !== null) {
      byCell.set(cell, [...(byCell.get(cell) ?? []), `${mark} ${name}`]);
    }
  }
  return [...byCell.values()].map((texts) => texts.join(' over '));
}

/** The titles, with the names of the axes and the meaning of the marks. */
export function titlesOf(
  names: readonly string[],
  marks: readonly string[],
  columns: number,
): Pick<Panel, 'title' | 'shortTitle'> {
  const [across, up] = names;
  const shorter = [['Loss map', ...marks], marks, marks.slice(1), ['Loss map']];
  return {
    title: [`Map of the loss: ${across} right, ${up} up`, ...marks].join('   '),
    shortTitle: firstFitting(
      shorter.map((parts) => parts.join('  ')),
      columns,
    ),
  };
}

/** Says that the map does not vary the other coefficients or directions; null if there are none. */
export function heldText({ over, first, second }: Plane, degree: number): string | null {
  const others = coefficientNames(degree).filter((_, i) => i !== first && i !== second);
  if (others.length === 0) {
    return null;
  }
  const isShort = over === 'coefficients' && others.length <= 3;
  return ` ${isShort ? others.join(', ') : 'others'} as now `;
}

/**
 * Writes the names of the axes at their ends, inside the map, where they cover no mark, and what is held
 * where that does not cover the path either.
 *
 * @returns what may have been written.
 */
export function writeWords(
  grid: Grid,
  [across, up]: readonly [string, string],
  held: string | null,
  { unicode, glyphs }: Theme,
): string[] {
  const [right, top] = unicode ? ['→', '↑'] : ['>', '^'];
  const upper = ` ${up} ${top} `;
  const lower = ` ${across} ${right} `;
  const isShade = (cell: string) => cell !== '' && glyphs.shades.includes(cell);
  const isFree = (cell: string) => cell.length === 1 && ![START, NOW, OPTIMUM].includes(cell);
  writeInCorner(
    grid,
    upper,
    [
      ['top', 'left'],
      ['top', 'right'],
    ],
    isFree,
  );
  writeInCorner(
    grid,
    lower,
    [
      ['bottom', 'right'],
      ['bottom', 'left'],
    ],
    isFree,
  );
  if (held !== null) {
    writeInCorner(
      grid,
      held,
      [
        ['bottom', 'left'],
        ['top', 'right'],
      ],
      isShade,
    );
  }
  return [upper, lower];
}

/** What the shades mean, from long to short. */
const HEADS = [
  'Loss above the best: blank below ',
  'Above best: blank below ',
  'Above best: blank<',
  'above best: blank<',
  'blank<',
] as const;

/**
 * The key to the shades: each between the levels where it begins and ends.
 *
 * @param heads what they mean, from long to short.
 */
export function key(
  levels: Levels,
  columns: number,
  { glyphs }: Theme,
  heads: readonly [string, string, string, string, string] = HEADS,
): Line {
  const styles = shadeStyles(glyphs);
  const [lowest, ...others] = levels;
  if (!lowest) {
    return fit([], columns);
  }
  const texts = (
    [
      [heads[0], ' ', 2],
      [heads[1], ' ', 2],
      [heads[2], ' ', 1],
      [heads[3], '', 1],
      [heads[4], '', 1],
    ] as const
  ).map(([head, gap, times]) => [
    span(head + lowest.label + gap),
    ...levels.flatMap((_, i) => {
      const shade = glyphs.shades[i + 1]!;
      const next = others[i];
      return [
        span(shade.repeat(times), styles[shade]),
        ...(next ? [span(gap + next.label + gap)] : []),
      ];
    }),
  ]);
  return fit(texts.find((text) => width(text) <= columns) ?? texts.at(-1)!, columns);
}
