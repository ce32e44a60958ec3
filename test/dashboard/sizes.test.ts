/** Every size from 20 x 6 to 300 x 100: nothing is thrown, cut off or drawn over something else. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullPanels, type Rect, type Size, type State } from '../../src/dashboard/model/state.js';
import { help, helpRect } from '../../src/dashboard/panels/help.js';
import { layout, MINIMUM, type Needs, needsOf } from '../../src/dashboard/render/layout.js';
import type { PanelName } from '../../src/dashboard/render/places.js';
import { insideOf, panels } from '../../src/dashboard/render/view.js';
import type { Panel } from '../../src/dashboard/style/panel.js';
import { fittingTitle } from '../../src/dashboard/style/panel.js';
import { createTheme } from '../../src/dashboard/style/theme.js';
import { openTestScreen } from './screen.js';
import { scenes } from './states.js';

const LEAST: Size = { columns: 20, rows: 6 };
const MOST: Size = { columns: 300, rows: 100 };

const themes = [createTheme(true, true), createTheme(false, false)];

/** Whole numbers from one to another, both included, in steps. */
function range(from: number, to: number, step = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** The state of a scene at another size; the scene itself is played once. */
const states = new Map(
  Object.entries(scenes).map(([name, stateAt]) => [name, stateAt({ columns: 80, rows: 24 })]),
);

for (const full of fullPanels) {
  states.set(`full ${full}`, { ...states.get('running')!, full });
}
states.set('details', { ...states.get('running')!, showDetails: true });
states.set('longest details', { ...longest(states.get('rewound')!), showDetails: true });
states.set('longest', longest(states.get('rewound')!));

/** The state with the longest possible values. */
function longest(state: State): State {
  const huge = [-1.234567890123456e-300, -1.234567890123456e300, 1e-5, -123456.789012345];
  const present = {
    iteration: 999_999_999,
    coefficients: huge,
    gradient: huge,
    loss: 1.234567890123456e300,
    learningRate: 1.234567890123456e-10,
  };
  const live = state.live.map((run) => ({
    ...run,
    seed: 4_294_967_295,
    iterations: 1_000_000_000,
    learningRate: present.learningRate,
    present,
    elapsed: 1e10,
    paceReached: 123_456.789,
  }));
  const settings = { ...state.settings, samples: 1_000_000, every: 123_456_789 };
  return { ...state, settings, live, pace: 123_456.789, rewind: null };
}

/** All text that a panel shows has room in it. */
function assertFits(panel: Panel, inside: Size, what: string): void {
  const { lines, canvas } = panel;
  const title = fittingTitle(panel, inside.columns);
  assert.ok(title.length + 3 <= inside.columns, `${what}: the title ${title} is cut off`);
  assert.ok(lines.length <= inside.rows, `${what}: ${lines.length} lines in ${inside.rows}`);
  for (const spans of lines) {
    const text = spans.map((span) => span.text).join('');
    assert.ok(text.trimEnd().length <= inside.columns, `${what}: ${text} is cut off`);
  }
  if (canvas) {
    const { left, top, columns, rows } = canvas;
    assert.ok(columns > 0 && rows > 0, `${what}: no room for curves`);
    assert.ok(left + columns <= inside.columns && top + rows <= inside.rows, `${what}: canvas`);
    for (const label of canvas.labels) {
      assert.ok(label.left + label.text.length <= columns, `${what}: ${label.text} is cut off`);
    }
  }
}

const widths = [...range(MINIMUM.columns, 120), ...range(121, 300, 9), MOST.columns];
const heights = [...range(MINIMUM.rows, 32), 36, 40, 45, 60, MOST.rows];
const allSizes = widths.flatMap((columns) => heights.map((rows) => ({ columns, rows })));

/**
 * Sizes for the charts, whose labels go by their width or by their height: every width with the
 * heights around which panels come and go, every height with some widths. Text is wrapped, so that
 * a single size may have no room for it: see `allSizes`.
 */
function chartSizes(needs: Needs): Size[] {
  const shown = (columns: number, rows: number): string =>
    Object.keys(layout({ columns, rows }, needs) ?? {}).join();
  const changes = (columns: number): number[] =>
    range(MINIMUM.rows, MOST.rows)
      .filter((rows) => shown(columns, rows) !== shown(columns, rows - 1))
      .flatMap((rows) => [rows - 1, rows])
      .filter((rows) => rows >= MINIMUM.rows);
  const some = widths.filter(
    (columns, i) => i % 8 === 0 || shown(columns, 24) !== shown(columns - 1, 24),
  );
  return distinct([
    ...widths.flatMap((columns) =>
      [...changes(columns), 24, MOST.rows].map((rows) => ({ columns, rows })),
    ),
    ...[...some, MOST.columns].flatMap((columns) => heights.map((rows) => ({ columns, rows }))),
  ]);
}

function isChart(panel: string): boolean {
  return panel === 'loss' || panel === 'curves';
}

/** Different sizes, each once. */
function distinct(all: readonly Size[]): Size[] {
  return [...new Map(all.map((size) => [`${size.columns}x${size.rows}`, size])).values()];
}

/** The insides that each panel has at these sizes; a panel knows no more, and many sizes share one. */
function insidesAt(needs: Needs): ReadonlyMap<string, readonly Size[]> {
  const charts = chartSizes(needs);
  const layoutsAt = (sizes: readonly Size[]) => sizes.map((size) => layout(size, needs)!);
  const [all, some] = [layoutsAt(distinct([...allSizes, ...charts])), layoutsAt(charts)];
  return new Map(
    Object.keys(panels).map((name) => {
      const layouts = isChart(name) ? some : all;
      const places = layouts.map((each) => each[name as PanelName]);
      return [name, distinct(places.filter((place) => place !== undefined).map(insideOf))];
    }),
  );
}

/** Each kind of needs once: most states have the same. */
const knownInsides = new Map<string, ReturnType<typeof insidesAt>>();

/** Each panel of the state and the help fit their places. */
function assertContentFits(state: State): void {
  const needs = needsOf(state);
  const key = JSON.stringify(needs);
  const insides = knownInsides.get(key) ?? insidesAt(needs);
  knownInsides.set(key, insides);
  for (const [name, panel] of Object.entries(panels)) {
    for (const [i, inside] of insides.get(name)!.entries()) {
      const what = `${name} of ${inside.columns}x${inside.rows}`;
      const sized = { ...state, size: { columns: inside.columns, rows: state.size.rows } };
      // Charts, which are of several heights at each width, have the themes in turns.
      for (const theme of isChart(name) ? [themes[i % 2]!] : themes) {
        assertFits(panel(sized, inside, theme), inside, what);
      }
    }
  }
  if (state.help !== null) {
    const places = allSizes.map((size) => ({ ...helpRect(size), border: true }));
    for (const inside of distinct(places.map(insideOf))) {
      const what = `help of ${inside.columns}x${inside.rows}`;
      assertFits(help(state.help, inside), inside, what);
    }
  }
}

/** The border around the rect is whole on the screen; a title may stand in its upper edge. */
function assertBorder(lines: readonly string[], { left, top, columns, rows }: Rect): void {
  const edge = (row: number): string =>
    lines[row]!.padEnd(left + columns).slice(left, left + columns);
  assert.match(edge(top), /^┌─( .* )?─*┐$/);
  assert.match(edge(top + rows - 1), /^└─*┘$/);
  for (const row of range(top + 1, top + rows - 2)) {
    assert.match(edge(row), /^│.*│$/);
  }
}

describe('every size', () => {
  for (const [scene, state] of states) {
    it(`has room for what it shows: ${scene}`, () => {
      assertContentFits(state);
    });
  }

  /** Narrow ones in steps, and the widest and highest. */
  const drawn: Size[] = [
    ...range(LEAST.columns, 130, 7).flatMap((columns) =>
      [LEAST.rows, 12, 17, 24, 41].map((rows) => ({ columns, rows })),
    ),
    ...[LEAST.columns, 72, MOST.columns].map((columns) => ({ columns, rows: MOST.rows })),
    ...range(LEAST.rows, 60, 5).map((rows) => ({ columns: MOST.columns, rows })),
  ];

  for (const scene of ['running', 'branched', 'help', 'degree9']) {
    const state = states.get(scene)!;
    it(`is drawn with whole borders: ${scene}`, async () => {
      const screen = openTestScreen(LEAST);
      for (const size of drawn) {
        screen.resize(size);
        await screen.draw({ ...state, size });
        const lines = screen.emulator.text().split('\n');
        const places = layout(size, needsOf(state));
        if (places === null) {
          assert.match(lines.join('\n'), /^\s*(.*needs )?40x12(, this is \d+x\d+)?\s*$/);
        } else if (state.help !== null) {
          assertBorder(lines, helpRect(size));
        } else {
          for (const place of Object.values(places).filter(({ border }) => border)) {
            assertBorder(lines, place);
          }
        }
        assert.deepEqual(screen.emulator.unknownSequences, []);
      }
      await screen.close();
    });
  }
});
