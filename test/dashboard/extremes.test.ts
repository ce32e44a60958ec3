/** Numbers of every magnitude in every state, view and size: all is drawn, and at bounded cost. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planes } from '../../src/dashboard/model/selectors.js';
import {
  fullPanels,
  initialState,
  lossScales,
  newRun,
  plotViews,
  type Run,
  type Size,
  type State,
} from '../../src/dashboard/model/state.js';
import { boxed } from '../../src/dashboard/render/border.js';
import { layout, needsOf } from '../../src/dashboard/render/layout.js';
import type { PanelName } from '../../src/dashboard/render/places.js';
import { insideOf, panels } from '../../src/dashboard/render/view.js';
import { type Line, width } from '../../src/dashboard/style/text.js';
import { createTheme } from '../../src/dashboard/style/theme.js';
import { type Analysis, analyse } from '../../src/fit/analysis.js';
import type { Snapshot } from '../../src/fit/descent.js';
import {
  OPTIMIZERS,
  type Optimizer,
  unlessPlain,
  withoutMemory,
} from '../../src/fit/optimizers.js';
import { appendHistory, emptyHistory } from '../../src/runs/history.js';
import { ascii, openTestScreen, unicode } from './screen.js';
import { tutorialSettings } from './states.js';

const MAX = Number.MAX_VALUE;

/** A finite number of any magnitude. */
const finite = fc.oneof(
  fc.constantFrom(0, -0, 5e-324, 1e-320, 1e-308, 1e-17, 1, 1e17, 1e154, 1e200, 1e307, 1e308, MAX),
  fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }),
);
const signed = fc.tuple(finite, fc.boolean()).map(([size, minus]) => (minus ? -size : size));
const positive = finite.map((size) => size || 5e-324);
const loss = fc.oneof({ weight: 4, arbitrary: finite }, fc.constantFrom(Infinity, NaN));
const iteration = fc.oneof(
  fc.constantFrom(0, 1, 99, 100, 1999, 1_000_000_000, Number.MAX_SAFE_INTEGER - 1),
  fc.nat(),
);

const share = fc.oneof(
  fc.constantFrom(0, 5e-324, 0.5, 0.9, 0.999, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
);

/** An optimizer with whatever it may remember. */
function optimizers(degree: number): fc.Arbitrary<Optimizer> {
  const vector = (element: fc.Arbitrary<number>) =>
    fc.array(element, { minLength: degree + 1, maxLength: degree + 1 });
  const moments = { secondMoment: vector(finite) };
  const adam = { beta1: share, beta2: share, epsilon: positive, firstMoment: vector(signed) };
  return fc.oneof(
    fc.constant(OPTIMIZERS.sgd),
    fc.record({
      name: fc.constantFrom('momentum', 'nesterov'),
      beta: share,
      velocity: vector(signed),
    }),
    fc.record({ name: fc.constant('rmsprop'), alpha: share, epsilon: positive, ...moments }),
    fc.record({ name: fc.constant('adam'), ...adam, ...moments, updates: fc.nat() }),
  );
}

function snapshots(degree: number, minLength: number): fc.Arbitrary<Snapshot[]> {
  const vector = (element: fc.Arbitrary<number>) =>
    fc.array(element, { minLength: degree + 1, maxLength: degree + 1 });
  return fc
    .uniqueArray(
      fc.record({
        iteration,
        loss,
        coefficients: vector(signed),
        gradient: vector(fc.oneof(signed, fc.constantFrom(Infinity, -Infinity, NaN))),
        learningRate: positive,
        optimizer: optimizers(degree),
      }),
      { selector: (snapshot) => snapshot.iteration, minLength, maxLength: 6 },
    )
    .map((all) =>
      all
        .sort((one, other) => one.iteration - other.iteration)
        .map(({ optimizer, ...state }) => ({ ...state, ...unlessPlain(optimizer) })),
    );
}

/** @param least how many records it has at least. */
function run(lane: number, degree: number, least: number): fc.Arbitrary<Run> {
  return fc
    .record({
      records: snapshots(degree, least),
      status: fc.constantFrom('running', 'paused', 'finished', 'diverged' as const),
      seed: fc.constantFrom(null, 0, 2 ** 32 - 1),
      learningRate: positive,
      optimizer: optimizers(degree).map(withoutMemory),
      more: iteration,
      branchedAt: fc.option(iteration),
      rateChanges: fc.array(fc.record({ iteration, learningRate: positive }), { maxLength: 3 }),
      optimizerChanges: fc.array(
        fc.record({ iteration, optimizer: optimizers(degree).map(withoutMemory) }),
        { maxLength: 2 },
      ),
      elapsed: finite,
      paceReached: fc.option(finite),
    })
    .map(({ records, status, more, ...others }) => {
      const present = records.at(-1) ?? null;
      const iterations = Math.max(
        1,
        (present?.iteration ?? 0) + (status === 'finished' ? 0 : more),
      );
      const initial = records[0]?.coefficients ?? new Array(degree + 1).fill(0);
      return {
        ...newRun({
          lane,
          number: lane,
          ordinal: 1,
          settings: tutorialSettings,
          initial,
          iterations,
          ...others,
        }),
        ...others,
        history: appendHistory(emptyHistory, records),
        trace: appendHistory(emptyHistory, records),
        present,
        status: present ? status : 'starting',
      };
    });
}

const analyses = new Map<string, Analysis>();

function analysisOf(samples: number, degree: number): Analysis {
  const key = `${samples} ${degree}`;
  const analysis = analyses.get(key) ?? analyse(samples, tutorialSettings.interval, degree);
  analyses.set(key, analysis);
  return analysis;
}

const sizes: fc.Arbitrary<Size> = fc.record({
  columns: fc.oneof(fc.constantFrom(1, 39, 40, 71, 72, 80, 120, 1000), fc.nat(200)),
  rows: fc.oneof(fc.constantFrom(1, 11, 12, 24, 40, 500), fc.nat(80)),
});

const states: fc.Arbitrary<State> = fc
  .record({ degree: fc.nat(9), lanes: fc.integer({ min: 1, max: 6 }), left: fc.nat(4) })
  .chain(({ degree, lanes, left }) =>
    fc
      .record({
        live: fc.tuple(...Array.from({ length: lanes }, (_, lane) => run(lane, degree, 0))),
        earlier: fc.array(run(0, degree, 1), { minLength: left, maxLength: left }),
        focus: fc.nat(lanes - 1),
        samples: fc.constantFrom(2, 3, 22, 2000),
        every: fc.constantFrom(1, 100, 1_000_000_000),
        analysed: fc.boolean(),
        paused: fc.boolean(),
        pace: fc.oneof(positive, fc.constant(Infinity)),
        rewound: fc.option(
          fc.record({
            place: fc.nat(5),
            learningRate: fc.option(positive),
            optimizer: fc.option(optimizers(degree).map(withoutMemory)),
          }),
        ),
        showEarlier: fc.boolean(),
        lossScale: fc.constantFrom(...lossScales),
        iterationScale: fc.constantFrom('linear', 'log' as const),
        span: fc.constantFrom('whole', 'latest' as const),
        plot: fc.constantFrom(...plotViews.filter((view) => view !== 'surface' || degree > 0)),
        showOptimum: fc.boolean(),
        full: fc.constantFrom(null, null, ...fullPanels),
        showDetails: fc.boolean(),
        pair: fc.nat(Math.max(0, planes(degree).length - 1)),
        replay: fc.boolean(),
        size: sizes,
      })
      .map(({ samples, every, analysed, rewound, ...others }) => {
        const first = others.live[0]!;
        const focused = others.live[others.focus]!.trace.snapshots;
        const settings = { ...tutorialSettings, degree, samples, every, initial: first.initial };
        return {
          ...initialState({ runs: [settings], seed: null, ...others }),
          ...others,
          live: others.live.map((each) => ({ ...each, settings })),
          analysis: analysed ? analysisOf(samples, degree) : null,
          rewind:
            rewound && focused.length > 0
              ? {
                  iteration: focused[rewound.place % focused.length]!.iteration,
                  resume: false,
                  learningRate: rewound.learningRate,
                  optimizer: rewound.optimizer,
                }
              : null,
        };
      }),
  );

const GARBAGE = /NaN|Infinity|undefined|null|\[object/;

function textOf(spans: Line): string {
  return spans.map(({ text }) => text).join('');
}

function assertDrawable(state: State): void {
  const places = layout(state.size, needsOf(state)) ?? {};
  for (const theme of [createTheme(true, true), createTheme(false, false)]) {
    for (const [name, place] of Object.entries(places)) {
      const inside = insideOf(place);
      const panel = panels[name as PanelName](state, inside, theme);
      assert.ok(panel.lines.length <= inside.rows, `${name}: ${panel.lines.length} lines`);
      for (const spans of panel.lines) {
        assert.ok(
          width(spans) <= inside.columns,
          `${name} ${JSON.stringify(inside)}: ${textOf(spans)}|`,
        );
      }
      for (const spans of boxed(panel, place, theme)) {
        assert.ok(width(spans) <= place.columns, name);
        assert.doesNotMatch(textOf(spans), GARBAGE, name);
      }
      if (panel.canvas) {
        const { left, top, columns, rows, strokes, labels } = panel.canvas;
        assert.ok(columns > 0 && left + columns <= inside.columns, name);
        assert.ok(rows > 0 && top + rows <= inside.rows, name);
        for (const [x, y] of strokes.flatMap(({ points }) => points)) {
          assert.ok(Number.isInteger(x) && x >= 0 && x < 2 * columns, `x ${x}`);
          assert.ok(Number.isInteger(y) && y >= 0 && y < 4 * rows, `y ${y}`);
        }
        for (const { text } of labels) {
          assert.doesNotMatch(text, GARBAGE);
        }
      }
    }
  }
}

describe('numbers of every magnitude', () => {
  it('make every panel of every state, whatever its size', () => {
    fc.assert(fc.property(states, assertDrawable), { numRuns: 1000 });
  });

  it('reach the screen', async () => {
    for (const capabilities of [unicode, ascii]) {
      const screen = openTestScreen({ columns: 80, rows: 24 }, capabilities);
      await fc.assert(
        fc.asyncProperty(states, async (state) => {
          const size = {
            columns: Math.min(300, state.size.columns || 1),
            rows: Math.min(100, state.size.rows || 1),
          };
          screen.resize(size);
          await screen.draw({ ...state, size });
          assert.doesNotMatch(screen.emulator.text(), GARBAGE);
          assert.deepEqual(screen.emulator.unknownSequences, []);
        }),
        { numRuns: 50 },
      );
      await screen.close();
    }
  });
});
