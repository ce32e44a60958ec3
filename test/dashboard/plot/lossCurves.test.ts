import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import { lossScales, plotViews, type State } from '../../../src/dashboard/model/state.js';
import {
  earlierCurves,
  forecastCurve,
  liveCurves,
} from '../../../src/dashboard/plot/lossCurves.js';
import { lanePen } from '../../../src/dashboard/plot/pens.js';
import { rasterClass } from '../../../src/dashboard/plot/raster.js';
import { panels } from '../../../src/dashboard/render/view.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { sineDataset } from '../../../src/fit/dataset.js';
import { Descent, type RateChange } from '../../../src/fit/descent.js';
import { pointwiseObjective } from '../../../src/fit/objective.js';
import { assertClose } from '../../fit/close.js';
import { Simulation, tutorialSettings } from '../states.js';

const size = { columns: 80, rows: 24 };

/** What the earlier runs are called after these keys and pauses in milliseconds. */
function legends(moves: readonly (string | number)[]): string[] {
  const simulation = new Simulation(size);
  for (const move of moves) {
    if (typeof move === 'number') {
      simulation.pass(move);
    } else {
      simulation.press(move);
    }
  }
  return earlierCurves(simulation.state).map(({ facts }) => facts.join(', '));
}

describe('an earlier run is called by the learning rate', () => {
  test('that it trained with last', () => {
    assert.deepEqual(legends([1000, ']', 200, 'r', 400]), ['rate 1.1e-6']);
    assert.deepEqual(legends([1000, ']', 200, 'n', 400]), ['rate 1.1e-6, given start']);
  });

  test('and not by one that was asked for after its last update', () => {
    assert.deepEqual(legends([5000, ']', 'r', 400]), ['the same']);
    assert.deepEqual(legends([5000, '[', '[', 'n', 400]), ['given start']);
    assert.deepEqual(legends([1000, 'space', ']', 'r', 's']), ['the same']);
    assert.deepEqual(legends([5000, ']', 'left', 'enter', 10]), ['until 2000']);
    assert.deepEqual(legends([1000, ']', 200, 'space', '0', 'r', 's']), ['rate 1.1e-6']);
  });

  test('that differs from the one this run trains with, not from the one asked for', () => {
    assert.deepEqual(legends([1000, 'r', 5000, ']']), ['the same']);
    assert.deepEqual(legends([1000, 'r', 5000, ']', 'space', 400]), ['rate 1e-6']);
    // A branch has its own rate from its first update on.
    assert.deepEqual(legends([5000, 'left', ']', 'enter', 'space']), ['rate 1e-6, until 2000']);
  });
});

test('the points of a curve stay the same ones when it goes on, also of losses above the best', () => {
  for (const lossScale of lossScales) {
    const simulation = new Simulation(size);
    const points = () => liveCurves({ ...simulation.state, lossScale })[0]!.points;
    simulation.pass(1000);
    const before = points();
    simulation.pass(1000);
    const after = points();
    assert.ok(after.length > before.length);
    assert.ok(before.every((point, i) => point === after[i]));
  }
});

describe('the forecast', () => {
  const objective = pointwiseObjective(sineDataset(2000, [-Math.PI, Math.PI]), 3);

  /** Trains from a moment, the one shown, to the end of the run, and looks whether that was forecast. */
  function assertComesTrue(
    { state }: Simulation,
    learningRate: number,
    schedule: readonly RateChange[] = [],
    from = shownSnapshot,
  ): void {
    const { iteration, coefficients } = from(state)!;
    const { points } = forecastCurve(state, 2000, 2000 - iteration)!;
    const descent = new Descent(objective, coefficients, learningRate, iteration, schedule);
    for (const point of points) {
      const { loss } = descent.snapshot();
      assert.ok(Math.abs(point.iteration - descent.iteration) < 1e-9);
      assertClose(point.loss, loss, 1e-9, `the loss at ${descent.iteration}`);
      descent.step();
    }
    assert.equal(points.at(-1)!.iteration, 2000);
  }

  test('of a run comes true up to its end', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    assertComesTrue(simulation, 1e-6);
  });

  test('changes at once with the learning rate asked for, in the present and in a look back', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('space');
    simulation.press(']');
    assertComesTrue(simulation, 1.1e-6);
    for (const key of ['home', 'right', '[', '[']) {
      simulation.press(key);
    }
    assertComesTrue(simulation, 9.8e-7);
  });

  test('knows the schedule', () => {
    const schedule = [
      { iteration: 700, learningRate: 2e-6 },
      { iteration: 1500, learningRate: 1e-7 },
    ];
    const simulation = new Simulation(size, { settings: { ...tutorialSettings, schedule } });
    simulation.pass(1000);
    assertComesTrue(simulation, 1e-6, schedule);
    simulation.pass(1000);
    assertComesTrue(simulation, 2e-6, schedule);
  });

  test('begins after the history, unless a look back asks for another rate', () => {
    const simulation = new Simulation(size);
    simulation.pass(1000);
    simulation.press('home');
    assertComesTrue(simulation, 1e-6, [], ({ live }) => live[0]!.present);
    simulation.press('[');
    assertComesTrue(simulation, shownSnapshot(simulation.state)!.learningRate);
    const { points } = forecastCurve(simulation.state, 2000, 10)!;
    assert.equal(points[0]!.iteration, 0);
  });

  test('does not exist when nothing is to come', () => {
    const simulation = new Simulation(size);
    simulation.pass(5000);
    assert.equal(forecastCurve(simulation.state, 2000, 10), null);
  });
});

/** Six runs, each of which has left an earlier one, at a moment looked back to. */
function six(): State {
  const simulation = new Simulation(size, { learningRates: [1e-7, 2e-7, 5e-7, 1e-6, 2e-6, 3e-6] });
  simulation.pass(1000);
  simulation.press('r');
  simulation.pass(1000);
  return simulation.state;
}

const LANES = [0, 1, 2, 3, 4, 5];

const laneSign = (lane: number) => 'ABCDEF'[lane]!;

describe('curves that are drawn together', () => {
  const state = six();
  const others = [earlierCurves(state)[0]!.pen, forecastCurve(state, 2000, 10)!.pen];
  const pens = [...LANES.map(lanePen), ...others];

  test('differ in their characters and in their dashes, whatever the colour', () => {
    assert.equal(new Set(pens.map(({ mark }) => mark)).size, pens.length);
    assert.equal(new Set(pens.map(({ dash }) => JSON.stringify(dash))).size, pens.length);
  });

  test('differ in their colours if they are of runs side by side, and have none if not', () => {
    assert.equal(new Set(LANES.map((lane) => lanePen(lane).style.color)).size, LANES.length);
    assert.ok(others.every(({ style }) => style.color === undefined));
  });

  test('are those of docs/colours.md', () => {
    const page = readFileSync(new URL('../../../../docs/colours.md', import.meta.url), 'utf8');
    const names = ['earlier run', 'forecast', 'least possible loss', 'moment looked back to'];
    const rows = pens.map(({ style, dash, mark }, i) => {
      const color = style.color ?? (style.bold ? 'plain, bold' : 'plain');
      const dots = dash ? `${dash.on} of ${dash.period}` : 'all';
      const character = mark === '|' ? '<code>&#124;</code>' : `\`${mark}\``;
      const name = names[i - LANES.length] ?? laneSign(i);
      return `| ${[name, color, dots, character].join(' | ')} |`;
    });
    assert.ok(page.includes(rows.join('\n')), rows.join('\n'));
  });

  test('are neither whole nor gone in any direction if they are dashed', () => {
    for (const pen of pens.filter(({ dash }) => dash)) {
      for (const [dx, dy] of [
        [1, 0],
        [0, 1],
        [1, 1],
        [1, -1],
      ] as const) {
        for (let start = 0; start < 10; start++) {
          const raster = new (rasterClass(createTheme(true, true)))(40, 40);
          raster.color = pen;
          for (let i = 0; i < 10; i++) {
            raster.set(start + i * dx, 20 + i * dy);
          }
          const text = raster.lines().flatMap((spans) => spans.map((span) => span.text));
          const dots = [...text.join('')].reduce((sum, cell) => sum + dotsOf(cell), 0);
          assert.ok(dots > 0 && dots < 10, `${pen.mark} along ${dx}, ${dy}: ${dots} of 10`);
        }
      }
    }
  });
});

/** How many dots a braille cell has. */
function dotsOf(cell: string): number {
  const pattern = cell === ' ' ? 0 : cell.codePointAt(0)! - 0x2800;
  return [...pattern.toString(2)].filter((bit) => bit === '1').length;
}

describe('in every panel', () => {
  const inside = { columns: 60, rows: 20 };
  const theme = createTheme(true, true);
  for (const lane of LANES) {
    const { style, mark } = lanePen(lane);
    const letter = laneSign(lane);

    test(`run ${letter} has its letter, its character and its colour, and no other has that`, () => {
      const focused = { ...six(), focus: lane };
      for (const plot of plotViews) {
        const state = { ...focused, plot };
        const { title, lines } = panels.curves(state, inside, theme);
        assert.ok(title.startsWith(`${letter}2: `), title);
        const spans = lines.flat();
        // On the map the path may be no longer than the mark of the present.
        const drawn = spans.some((span) => span.text.includes(mark) && span.style === style);
        const isShort = plot === 'surface' && title.includes(`${mark} path`);
        assert.ok(drawn || isShort || plot === 'plane');
        for (const { text, style: other } of spans) {
          const isShade = ['surface', 'plane'].includes(plot) && /[·░▒▓]/.test(text);
          assert.ok(isShade || other.color === undefined || other.color === style.color, plot);
        }
      }
      for (const name of ['coefficients', 'directions', 'rate', 'details'] as const) {
        assert.ok(panels[name](focused, inside, theme).title.startsWith(`${letter}2: `));
      }
      const { strokes, labels } = panels.loss(focused, inside, theme).canvas!;
      assert.ok(strokes.some(({ pen }) => pen === lanePen(lane)));
      const signs = labels.filter(({ text }) => /^\w+/.exec(text)?.[0] === `${letter}2`);
      assert.ok(signs.length > 0, 'at its curve, and in a legend if there is no room there');
      assert.ok(signs.every((label) => label.style.color === style.color));
    });
  }

  test('only runs side by side have a colour', () => {
    const { strokes, labels } = panels.loss(six(), inside, theme).canvas!;
    const runs = LANES.map(lanePen);
    for (const { pen } of strokes.filter(({ pen }) => !runs.includes(pen))) {
      assert.equal(pen.style.color, undefined, pen.mark);
    }
    const letters = LANES.map(laneSign);
    for (const { text, style } of labels.filter(({ text }) => !letters.includes(text[0]!))) {
      assert.equal(style.color, undefined, text);
    }
  });
});
