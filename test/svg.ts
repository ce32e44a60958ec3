/** Draws a sequence of a terminal's screens as one SVG file that needs nothing else. */

import { number } from '../src/dashboard/export/shapes.js';
import {
  drawScreen,
  renderSvg,
  type SvgOptions,
  svgDocument,
} from '../src/dashboard/export/svg.js';
import type { Screen } from '../src/dashboard/render/screen.js';

export { renderSvg };

/** One screen of an animation and how long it is shown. */
export interface Frame {
  readonly screen: Screen;
  readonly milliseconds: number;
}

/** The elements of all frames, each once, by the frames that show them: `110` is the first two. */
function groupByFrames(frames: readonly (readonly string[])[]): Map<string, string[]> {
  const shown = new Map<string, boolean[]>();
  frames.forEach((elements, index) => {
    for (const element of elements) {
      const flags = shown.get(element) ?? frames.map(() => false);
      flags[index] = true;
      shown.set(element, flags);
    }
  });
  const groups = new Map<string, string[]>();
  for (const [element, flags] of shown) {
    const pattern = flags.map(Number).join('');
    const group = groups.get(pattern);
    if (group === undefined) {
      groups.set(pattern, [element]);
    } else {
      group.push(element);
    }
  }
  return groups;
}

/** CSS that shows the class only in its frames; without animation, if it is in the last one. */
function animation(name: string, pattern: string, starts: readonly number[], total: number) {
  const visibility = (flag: string | undefined): string => (flag === '1' ? 'visible' : 'hidden');
  const steps = [...pattern].flatMap((flag, index) =>
    flag === pattern[index - 1]
      ? []
      : [`${number((100 * (starts[index] ?? 0)) / total)}%{visibility:${visibility(flag)}}`],
  );
  return [
    `@keyframes ${name}{${steps.join('')}}`,
    `.${name}{visibility:${visibility(pattern.at(-1))};animation:${name} ${total}ms step-end infinite}`,
  ].join('\n');
}

/**
 * Draws screens of one size as an SVG that shows each for its time, over and over.
 *
 * What several frames have in common is in the file once. Where animation is not supported or not
 * wanted (prefers-reduced-motion), the last frame is shown.
 *
 * Throws a RangeError without frames, or if their sizes differ.
 */
export function renderAnimatedSvg(frames: readonly Frame[], options: SvgOptions): string {
  const [first] = frames;
  if (first === undefined) {
    throw new RangeError('a picture needs at least one frame');
  }
  const { columns, rows } = first.screen;
  for (const { screen } of frames) {
    if (screen.columns !== columns || screen.rows.length !== rows.length) {
      throw new RangeError('all frames of a picture must have the same size');
    }
  }

  const starts: number[] = [];
  let total = 0;
  for (const { milliseconds } of frames) {
    starts.push(total);
    total += milliseconds;
  }
  const names = new Map<string, string>();
  const nameOf = (pattern: string): string => {
    const name = names.get(pattern) ?? `f${names.size}`;
    names.set(pattern, name);
    return name;
  };
  const layer = (elements: readonly (readonly string[])[]): string[] =>
    [...groupByFrames(elements)].map(([pattern, group]) =>
      pattern.includes('0')
        ? `<g class="${nameOf(pattern)}">\n${group.join('\n')}\n</g>`
        : group.join('\n'),
    );
  const drawings = frames.map(({ screen }) => drawScreen(screen));
  const papers = layer(drawings.map((drawing) => drawing.papers));
  const characters = layer(drawings.map((drawing) => drawing.characters));

  const styles = [
    ...[...names].map(([pattern, name]) => animation(name, pattern, starts, total)),
    ...(names.size > 0
      ? ['@media(prefers-reduced-motion:reduce){g{animation:none!important}}']
      : []),
  ];
  return svgDocument(first.screen, { papers, characters }, styles, options);
}
