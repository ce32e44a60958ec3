import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Event } from '../../../src/dashboard/model/events.js';
import { focusedRun, runName } from '../../../src/dashboard/model/selectors.js';
import { lossScales, type Size, type State } from '../../../src/dashboard/model/state.js';
import { update } from '../../../src/dashboard/model/update.js';
import { lossChart } from '../../../src/dashboard/panels/lossChart.js';
import { Cells } from '../../../src/dashboard/plot/labels.js';
import { earlierPen, forecastPen, lanePen } from '../../../src/dashboard/plot/pens.js';
import type { Label, Panel } from '../../../src/dashboard/style/panel.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import type { Snapshot } from '../../../src/fit/descent.js';
import { Simulation, tutorialSettings } from '../states.js';

const theme = createTheme(false, false);
const screen = { columns: 80, rows: 24 };
const inside = { columns: 44, rows: 10 };

/** A state at iteration 100 of 2000 whose records have the given losses, at 1, 2, and so on. */
function stateWith(losses: readonly number[]): State {
  const simulation = new Simulation(screen, { analysed: false });
  const before = simulation.state;
  const { send } = simulation;
  let news: Event | undefined;
  simulation.send = (event) => {
    news = event;
    send.call(simulation, event);
  };
  simulation.pass(200);
  assert.ok(news?.type === 'progress');
  const { progress } = news;
  const records = losses.map(
    (loss, i): Snapshot => ({ ...progress.present, iteration: i + 1, loss }),
  );
  const present = records.at(-1) ?? progress.present;
  const events = records.map((state) => ({ type: 'record' as const, run: progress.run, state }));
  return update(before, { ...news, progress: { ...progress, events, trace: [], present } }).state;
}

function textOf({ lines }: Panel): string[] {
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

function assertWithin(panel: Panel, { columns, rows }: Size): void {
  assert.ok(panel.lines.length <= rows);
  assert.ok(panel.lines.every((spans) => width(spans) <= columns));
  const { canvas } = panel;
  assert.ok(canvas && canvas.left + canvas.columns <= columns && canvas.top + canvas.rows <= rows);
  for (const { points } of canvas.strokes) {
    assert.ok(points.length > 0);
    for (const [x, y] of points) {
      assert.ok(Number.isInteger(x) && x >= 0 && x < 2 * canvas.columns, `x ${x}`);
      assert.ok(Number.isInteger(y) && y >= 0 && y < 4 * canvas.rows, `y ${y}`);
    }
  }
}

test('the axes are labelled with their values', () => {
  const simulation = new Simulation(screen, { analysed: false });
  simulation.pass(5000);
  const panel = lossChart(simulation.state, inside, theme);
  const lines = textOf(panel);
  assert.match(lines[1]!, /^10000\+$/);
  assert.match(lines.at(-2)!, /^ +\++-+\+-*/);
  assert.match(lines.at(-1)!, /^ +0 +500 +1000 +1500 +2000$/);
  const points = panel.canvas!.strokes.flatMap((stroke) => stroke.points);
  // Iteration 0 and 2000 are the first and the last dot; the published loss falls all the way.
  assert.deepEqual([points[0]![0], points.at(-1)![0]], [0, 2 * panel.canvas!.columns - 1]);
  points.forEach(([, y], i) => {
    assert.ok(i === 0 || y >= points[i - 1]![1]);
  });
});

test('where the learning rate was changed, the axis has a mark', () => {
  const simulation = new Simulation(screen, { analysed: false });
  const rule = () => textOf(lossChart(simulation.state, inside, theme)).at(-2)!;
  assert.ok(!rule().includes('^'));
  const changedAt = [700, 900].map((pause) => {
    simulation.pass(pause);
    simulation.press(']');
    return focusedRun(simulation.state).present!.iteration;
  });
  assert.deepEqual(changedAt, [350, 800]);
  const columns = inside.columns - 6;
  assert.deepEqual(
    [...rule()].flatMap((sign, column) => (sign === '^' ? [column - 6] : [])),
    changedAt.map((iteration) => Math.round((iteration / 2000) * (columns - 1))),
  );
});

test('a decade takes as many dots wherever it is', () => {
  // So wide that every iteration has a column of its own.
  const size = { columns: 2000, rows: 3 * 4 + 2 };
  const panel = lossChart(stateWith([1000, 100, 10, 1]), size, theme);
  const rises = panel.canvas!.strokes[0]!.points.map(([, y]) => y);
  // The start's own loss is above them all.
  const [first = 0, second = 0, third = 0, last = 0] = rises.slice(1);
  assert.ok(Math.abs(second - first - (third - second)) <= 1);
  assert.ok(Math.abs(third - second - (last - third)) <= 1);
});

test('thousands of records are drawn as few dots, and every spike is one of them', () => {
  const losses = new Array<number>(1990).fill(1);
  const spikes = new Map([
    [700, 1e6],
    [703, 1e-3],
    [1400, 1e-3],
  ]);
  for (const [iteration, loss] of spikes) {
    losses[iteration - 1] = loss;
  }
  const { canvas } = lossChart(stateWith(losses), inside, theme);
  const { columns, rows, strokes } = canvas!;
  const points = strokes.flatMap((stroke) => stroke.points);
  assert.ok(points.length <= 4 * 2 * columns, `${points.length} points`);
  for (const [iteration, loss] of spikes) {
    const column = Math.round((iteration / 2000) * (2 * columns - 1));
    const row = loss > 1 ? 0 : 4 * rows - 1;
    assert.ok(
      points.some(([x, y]) => x === column && y === row),
      `${loss}`,
    );
  }
});

describe('a loss that cannot be shown', () => {
  test('leaves a gap in the curve and does not change the axis', () => {
    const clean = lossChart(stateWith([100, 50, 20, 10]), inside, theme);
    assert.equal(clean.canvas!.strokes.length, 1);
    for (const loss of [Number.POSITIVE_INFINITY, Number.NaN, 0]) {
      const gapped = lossChart(stateWith([100, loss, loss, 10]), inside, theme);
      assert.deepEqual(textOf(gapped), textOf(clean));
      assert.equal(gapped.canvas!.strokes.length, 2, `${loss}`);
    }
  });

  test('leaves an empty chart with axes when there is no other', () => {
    const settings = { ...tutorialSettings, initial: [1e300, 0, 0, 0] };
    const simulation = new Simulation(screen, { settings, analysed: false });
    const panel = lossChart(simulation.state, inside, theme);
    assert.deepEqual(panel.canvas!.strokes, []);
    assertWithin(panel, inside);
  });
});

test('every loss and every size is drawn within the panel', () => {
  const sizes = fc.record({
    columns: fc.integer({ min: 32, max: 200 }),
    rows: fc.integer({ min: 4, max: 60 }),
  });
  const losses = fc.array(fc.oneof(fc.double(), fc.constantFrom(1e-300, 1e300, 1, 0)), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(sizes, losses, (size, losses) => {
      assertWithin(lossChart(stateWith(losses), size, theme), size);
    }),
  );
});

test('a run that blows up leaves the chart at the top, with a ! where it does', () => {
  for (const [learningRate, lossScale] of [
    [1e-3, 'log'],
    [1e-3, 'linear'],
    [5e-6, 'log'],
  ] as const) {
    const simulation = new Simulation(screen, { settings: { ...tutorialSettings, learningRate } });
    simulation.pass(5000);
    const { canvas } = lossChart({ ...simulation.state, lossScale }, inside, theme);
    const { iteration } = focusedRun(simulation.state).present!;
    const [column, row] = canvas!.strokes.at(-1)!.points.at(-1)!;
    assert.equal(row, 0);
    // Before its numbers overflow, which is where its loss leaves the chart at the latest.
    assert.ok(column <= Math.round((iteration / 2000) * (2 * canvas!.columns - 1)));
    const mark = canvas!.labels.find(({ text }) => text === '! diverged');
    assert.deepEqual([mark?.left, mark?.top], [Math.floor(column / 2) + 1, 0]);
  }
});

/** Runs side by side of which every iteration is a record. */
function sideBySide(learningRates: readonly number[]): Simulation {
  return new Simulation(screen, { settings: { ...tutorialSettings, every: 1 }, learningRates });
}

const calm = [1e-7, 5e-7, 1e-6, 2e-6, 3e-6];

/** The calm runs, alone and beside one that blows up. */
const [alone, ...beside] = [[], [3.7e-6], [1e-5], [1e-3]].map((wild) => {
  const simulation = sideBySide([...calm, ...wild]);
  simulation.pass(3000);
  return simulation.state;
});

for (const lossScale of ['log', 'linear', 'excess'] as const) {
  test(`a run that blows up is cut off and flattens no other: ${lossScale}`, () => {
    const rowsOf = (state: State) => {
      const { canvas } = lossChart({ ...state, lossScale }, inside, theme);
      // The newest run in focus is drawn last.
      const { columns, strokes, labels } = canvas!;
      const shown = calm.map((_, lane) =>
        strokes.filter(({ pen }) => pen === lanePen(lane)).map(({ points }) => points),
      );
      return { columns, shown, labels, strokes };
    };
    const without = rowsOf(alone!);
    for (const state of beside) {
      const together = rowsOf(state);
      assert.deepEqual(together.shown, without.shown, `${state.live.at(-1)!.learningRate}`);
      const ends = together.strokes.filter(({ pen }) => pen === lanePen(5)).at(-1)!.points;
      assert.equal(ends.at(-1)![1], 0, 'it leaves at the top');
      assert.ok(together.labels.some(({ text }) => /^F!/.test(text)));
    }
  });
}

test('words say that a run left the chart, and how', () => {
  const simulation = sideBySide([1e-6, 3.7e-6, 1e-3]);
  simulation.pass(3000);
  const { labels } = lossChart(simulation.state, { columns: 70, rows: 18 }, theme).canvas!;
  const words = labels.map(({ text }) => text.trim()).join('\n');
  for (const said of ['A, rate 1e-6', 'rate 3.7e-6, off the top', 'rate 1e-3, diverged']) {
    assert.ok(words.includes(said), words);
  }
});

test('above the best each direction is a straight line, at last the flattest one', () => {
  const settings = { ...tutorialSettings, every: 1, iterations: 10_000 };
  const simulation = new Simulation(screen, { settings, pace: 5000 });
  simulation.pass(5000);
  const state: State = { ...simulation.state, lossScale: 'excess' };
  const size = { columns: 206, rows: 52 };
  const { canvas } = lossChart(state, size, theme);
  const points = canvas!.strokes.at(-1)!.points.filter(([x]) => x > 200);
  const [first, last] = [points[0]!, points.at(-1)!];
  for (const [x, y] of points) {
    const straight = first[1] + ((last[1] - first[1]) * (x - first[0])) / (last[0] - first[0]);
    assert.ok(Math.abs(y - straight) <= 3, `${y} beside ${straight} at ${x}`);
  }
  assert.ok(last[1] - first[1] > 60, 'it falls all the way');
});

test('before the best is known, the loss itself is shown in place of what is above it', () => {
  const { state } = new Simulation(screen, { analysed: false });
  const excess = lossChart({ ...state, lossScale: 'excess' }, inside, theme);
  assert.deepEqual(excess, lossChart(state, inside, theme));
});

test('on a logarithmic iteration axis the cliff has as much room as what comes after it', () => {
  const simulation = sideBySide([1e-6]);
  simulation.pass(5000);
  const columnAt = (iterationScale: State['iterationScale']) => {
    const { canvas } = lossChart({ ...simulation.state, iterationScale }, inside, theme);
    const { points } = canvas!.strokes.at(-1)!;
    const middle = (points[0]![1] + points.at(-1)![1]) / 2;
    return points.find(([, y]) => y >= middle)![0] / points.at(-1)![0];
  };
  assert.ok(columnAt('linear') < 0.3);
  assert.ok(columnAt('log') > 0.4);
});

/** The parts of the line of the least possible loss. */
function goalLines(state: State): Label[] {
  return lossChart(state, inside, theme).canvas!.labels.filter(({ text }) => /^[-_ ]+$/.test(text));
}

describe('words of the chart', () => {
  const named = (state: State, word: string, size: Size = inside) =>
    lossChart(state, size, theme).canvas!.labels.find(({ text }) => text.trim().startsWith(word));

  test('say that the forecast is one, while there is room beside it', () => {
    const simulation = sideBySide([1e-6]);
    simulation.pass(800);
    assert.equal(named(simulation.state, 'forecast')?.text.trim(), 'forecast');
    simulation.pass(5000);
    assert.equal(named(simulation.state, 'forecast'), undefined);
  });

  test('name the least possible loss on its line or beside it, and lie on no curve', () => {
    for (const learningRates of [[1e-7], [1e-6], [3.5e-6], [3.7e-6], calm]) {
      for (const lossScale of ['log', 'linear'] as const) {
        const simulation = sideBySide(learningRates);
        simulation.pass(3000);
        const state = { ...simulation.state, lossScale };
        const label = named(state, 'best');
        // The names of many runs may leave no room beside the line.
        assert.ok(label || learningRates === calm, `${learningRates} ${lossScale}`);
        if (!label) {
          continue;
        }
        assert.match(label.text, /^best( 8\.817)?$/);
        const { strokes } = lossChart(state, inside, theme).canvas!;
        const line = goalLines(state)[0];
        assert.ok(!line || Math.abs(line.top - label.top) <= 1);
        const under = strokes.flatMap(({ points }) =>
          points.filter(
            ([x, y]) =>
              Math.floor(y / 4) === label.top &&
              x >= 2 * label.left &&
              x < 2 * (label.left + label.text.length),
          ),
        );
        assert.deepEqual(under, []);
      }
    }
  });

  test('are crossed by no line: that of the best goes through all free cells, and only those', () => {
    for (const learningRates of [[1e-6], [1e-7, 1e-6, 3.5e-6], calm]) {
      const simulation = sideBySide(learningRates);
      for (const time of [20, 400, 1000, 5000]) {
        simulation.pass(time);
        const { canvas } = lossChart(simulation.state, inside, theme);
        const { columns, rows, strokes, labels } = canvas!;
        const lines = labels.filter(({ text }) => /^[-_ ]+$/.test(text));
        const words = labels.filter((label) => !lines.includes(label));
        const cells = new Cells(
          { columns, rows },
          strokes.filter(({ pen }) => pen !== forecastPen),
          strokes.filter(({ pen }) => pen === forecastPen),
        );
        for (const word of words) {
          cells.take(word);
        }
        const top = lines[0]?.top ?? rows - 1;
        const isFree = (left: number) => !cells.hasAny({ left, top }, { columns: 1, rows: 1 });
        const drawn = new Map(
          lines.flatMap((line) => [...line.text].map((sign, i) => [line.left + i, sign] as const)),
        );
        for (let column = 0; column < columns; column++) {
          const sign = drawn.get(column);
          assert.ok(sign === undefined || isFree(column), `covers column ${column}`);
          assert.ok(sign === undefined || sign === '_ '[column % 2], 'dashes stay in place');
          const isWide = [-4, -3, -2, -1, 0, 1, 2, 3, 4].every((by) => isFree(column + by));
          assert.ok(sign !== undefined || !isWide, `leaves out column ${column}`);
        }
      }
    }
  });

  test('have dashes of the line beside them, and no curve goes below it', () => {
    for (const time of [20, 400, 1000, 2700, 5000]) {
      const simulation = sideBySide([1e-6]);
      simulation.pass(time);
      for (const size of [{ columns: 38, rows: 8 }, inside, { columns: 58, rows: 22 }]) {
        const { strokes, labels } = lossChart(simulation.state, size, theme).canvas!;
        const name = labels.find(({ text }) => text.startsWith('best 8.8'))!;
        const lines = labels.filter(({ text }) => /^[-_ ]+$/.test(text));
        assert.ok(lines.every(({ top, text }) => top === name.top && /_ _/.test(text)));
        assert.ok(lines.some(({ left }) => left < name.left));
        // A low line is at the bottom of its cell.
        const bottom = 4 * name.top + 3;
        assert.ok(strokes.every(({ points }) => points.every(([, y]) => y <= bottom)));
      }
    }
  });

  test('name the run in focus at its own end, not in the row of the best below it', () => {
    const simulation = sideBySide([1e-6]);
    simulation.pass(3400);
    for (const key of ['G', '3', '0', '0', 'enter', '}', 'enter']) {
      simulation.press(key);
    }
    for (const time of [100, 300, 300, 300]) {
      simulation.pass(time);
      const { labels, strokes } = lossChart(simulation.state, { columns: 58, rows: 22 }, theme)
        .canvas!;
      const [x, y] = strokes
        .filter(({ pen }) => pen === lanePen(0))
        .at(-1)!
        .points.at(-1)!;
      const name = labels.find(({ text }) => /^(run )?2$/.test(text))!;
      assert.ok(name.top <= y >> 2, `${name.top} for an end at ${y >> 2}`);
      assert.ok(name.left <= (x >> 1) + 3 && name.left + name.text.length >= (x >> 1) - 3);
    }
  });

  test('name the forecast above or below its dots, as soon as there are two', () => {
    for (const learningRates of [[1e-6], [3.7e-6], [1e-7, 1e-6, 3.5e-6]]) {
      const simulation = sideBySide(learningRates);
      for (let i = 0; i < 12; i++) {
        simulation.pass(300);
        const { strokes, labels } = lossChart(simulation.state, inside, theme).canvas!;
        const dots = strokes
          .filter(({ pen }) => pen === forecastPen)
          .flatMap(({ points }) => points);
        const label = labels.find(({ text }) => text.trim() === 'forecast');
        if (label) {
          const { left, top, text } = label;
          const [first, last] = [dots[0]!, dots.at(-1)!].map(([x]) => Math.floor(x / 2)) as [
            number,
            number,
          ];
          assert.ok(left >= Math.min(first, last + 1 - text.length));
          assert.ok(
            dots.some(
              ([x, y]) =>
                Math.abs(Math.floor(y / 4) - top) <= 1 &&
                x / 2 >= left - 2 &&
                x / 2 <= left + text.length + 2,
            ),
          );
        }
        const width = dots.length < 2 ? 0 : (dots.at(-1)![0] - dots[0]![0]) / 2;
        // Beside a steep one there may be no row that is free.
        assert.ok(label || width < 4 || learningRates[0] !== 1e-6, `${width} columns`);
      }
    }
  });

  test('say which iteration is looked back to, and mark it on the curve', () => {
    const simulation = sideBySide([1e-6]);
    simulation.pass(5000);
    assert.equal(named(simulation.state, '@'), undefined);
    for (const key of ['home', 'right', 'right', 'right']) {
      simulation.press(key);
    }
    const { iteration } = simulation.state.rewind!;
    const label = named(simulation.state, 'iteration')!;
    const mark = named(simulation.state, '@')!;
    assert.equal(label.text, `iteration ${iteration}`);
    assert.ok(Math.abs(label.top - mark.top) <= 1);
    assert.ok(label.left >= mark.left && label.left <= mark.left + 4);
    const { strokes } = lossChart(simulation.state, inside, theme).canvas!;
    const curve = strokes.find(({ pen }) => pen === lanePen(0))!.points;
    assert.ok(curve.some(([x, y]) => x >> 1 === mark.left && y >> 2 === mark.top));
    assert.equal(named(simulation.state, 'forecast'), undefined);
  });

  test('name an earlier run and its rate at the end of its own curve', () => {
    const simulation = sideBySide([1e-6]);
    simulation.pass(3400);
    for (const key of ['G', '3', '0', '0', 'enter', '}', 'enter']) {
      simulation.press(key);
    }
    for (const size of [{ columns: 38, rows: 8 }, inside, { columns: 58, rows: 22 }]) {
      const { labels, strokes } = lossChart(simulation.state, size, theme).canvas!;
      const label = labels.find(({ text }) => text.startsWith('run 1, rate 1e-6'));
      assert.ok(label, labels.map(({ text }) => text).join('; '));
      const [x, y] = strokes.find(({ pen }) => pen === earlierPen)!.points.at(-1)!;
      assert.ok(Math.abs(Math.floor(y / 4) - label.top) <= 4);
      assert.ok(label.left <= x / 2 + 3 && label.left + label.text.length >= x / 2 - 3);
    }
  });

  test('call a run by the same name for as long as it is there', () => {
    const simulation = sideBySide([1e-6]);
    const names = () =>
      lossChart(simulation.state, { columns: 120, rows: 30 }, theme).canvas!.labels.flatMap(
        ({ text }) => /^(?:run )?(\d)(?=,|$)/.exec(text)?.[1] ?? [],
      );
    simulation.pass(400);
    assert.deepEqual(names(), []);
    for (const number of [2, 3, 4, 5]) {
      simulation.press(number % 2 === 0 ? 'r' : 'n');
      simulation.pass(400 * number);
      const all = Array.from({ length: number }, (_, i) => String(i + 1));
      assert.deepEqual([...new Set(names())].sort(), all);
      // Each trained longer than the one before it.
      const { live, earlier } = simulation.state;
      for (const run of [...live, ...earlier]) {
        const name = String(Math.round(run.present!.iteration / 200));
        assert.equal(runName(simulation.state, run), name);
      }
    }
  });
});

test('no label covers another, whatever is compared', () => {
  for (const [learningRates, keys] of [
    [[...calm, 3.7e-6], 'rnrn'],
    [[1e-3, 1e-2, 1e300], 'nnnn'],
    [[1e-6], 'rrnnrr'],
  ] as const) {
    const simulation = sideBySide(learningRates);
    for (const key of keys) {
      simulation.pass(700);
      simulation.press(key);
    }
    simulation.pass(2000);
    for (const lossScale of lossScales) {
      for (const size of [{ columns: 32, rows: 5 }, inside, { columns: 70, rows: 18 }]) {
        assertApart(lossChart({ ...simulation.state, lossScale }, size, theme));
      }
    }
  }
});

function assertApart({ canvas }: Panel): void {
  const { labels, columns, rows } = canvas!;
  const cells = labels.flatMap(({ left, top, text }) =>
    Array.from(text, (_, i) => `${top}:${left + i}`),
  );
  const covered = cells.filter((cell, i) => cells.indexOf(cell) !== i);
  const drawn = labels.map(({ top, left, text }) => `${top}:${left} ${text}`).join(', ');
  assert.deepEqual(covered, [], drawn);
  for (const { left, top, text } of labels) {
    assert.ok(left >= 0 && left + text.length <= columns && top >= 0 && top < rows, drawn);
  }
}

test('no label covers another, and every run has its letter', () => {
  const initial = [0, 0.8567, 0, -0.0933];
  for (const learningRates of [
    [1e300],
    [1e-3, 1e-2, 1e-3],
    [1e-7, 5e-7, 1e-6, 2e-6, 3e-6, 3.5e-6],
    [1e-6, 2e-6, 3e-6, 3.6e-6, 1e-3, 1e-2],
  ]) {
    for (const start of [tutorialSettings.initial, initial]) {
      const settings = { ...tutorialSettings, initial: start };
      const simulation = new Simulation(screen, { settings, learningRates });
      simulation.pass(5000);
      for (const columns of [38, 44, 70, 150]) {
        const panel = lossChart(simulation.state, { columns, rows: 10 }, theme);
        assertApart(panel);
        const { labels } = panel.canvas!;
        const drawn = labels.map(({ text }) => text).join(', ');
        for (const lane of learningRates.length > 1 ? learningRates.keys() : []) {
          const letter = String.fromCharCode('A'.charCodeAt(0) + lane);
          const signs = labels.filter(({ text }) => /^\w+/.exec(text)?.[0] === letter);
          assert.ok(signs.length > 0, `${letter}: ${drawn}`);
        }
      }
    }
  }
});

test('a chart drawn as its runs grow equals one drawn at once', () => {
  const simulation = new Simulation(screen);
  for (let frame = 0; frame < 25; frame++) {
    simulation.pass(200);
    const { state } = simulation;
    const anew = structuredClone(state);
    assert.deepEqual(lossChart(state, inside, theme), lossChart(anew, inside, theme));
  }
});
