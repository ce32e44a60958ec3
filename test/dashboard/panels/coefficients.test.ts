import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun, shownSnapshot } from '../../../src/dashboard/model/selectors.js';
import { coefficientRows, coefficientTable } from '../../../src/dashboard/panels/coefficients.js';
import { width } from '../../../src/dashboard/style/text.js';
import { createTheme } from '../../../src/dashboard/style/theme.js';
import { memoryOf, OPTIMIZERS } from '../../../src/fit/optimizers.js';
import { assertClose } from '../../fit/close.js';
import { Simulation, scenes, tutorialSettings } from '../states.js';

const ascii = createTheme(false, false);

const screen = { columns: 80, rows: 24 };

/** Inside the narrowest table that any layout has. */
const NARROWEST = 38;

function rows(scene: string, columns: number): string[] {
  const state = scenes[scene]!(screen);
  const least = coefficientRows(state.settings.degree);
  const { lines } = coefficientTable(state, { columns, rows: least }, ascii);
  assert.equal(lines.length, least);
  assert.ok(lines.every((spans) => width(spans) <= columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The least-squares cubic and Taylor's, for the tutorial's data. */
const OPTIMUM = [0, 0.85674084307378, 0, -0.0933303890406];
const TAYLOR = [0, 1, 0, -1 / 6];

test('each coefficient has its value, gradient, best value, and a bar of how far that is', () => {
  const { coefficients, gradient } = focusedRun(scenes.running!(screen)).present!;
  for (const [columns, precision] of [
    [NARROWEST, 1e-4],
    [90, 1e-6],
  ] as const) {
    const [head, ...body] = rows('running', columns);
    const isWide = columns > NARROWEST;
    assert.match(
      head!,
      isWide
        ? /^ +value +gradient +best +still to go +Taylor of sin$/
        : /^ +value +gradient +best still to go$/,
    );
    body.forEach((text, k) => {
      const [name, ...cells] = text
        .replace(/ (x\^?\d?)? /, ' ')
        .trim()
        .split(/ +/);
      const [value, slope, best] = cells.map(Number);
      assert.equal(name, 'abcd'[k]);
      assert.ok(Math.abs(value! - coefficients[k]!) < precision, text);
      assert.ok(Math.abs(slope! / gradient[k]! - 1) < 1e-2);
      assert.ok(Math.abs(best! - OPTIMUM[k]!) < precision);
      assert.match(cells[3]!, /^#*\|?\.+$/);
      assert.doesNotMatch(cells[3]!, /^\.+$/);
      if (isWide) {
        const left = Math.abs(
          (coefficients[k]! - OPTIMUM[k]!) / (tutorialSettings.initial[k]! - OPTIMUM[k]!),
        );
        assert.ok(Math.abs(Number(cells[4]) - 100 * left) <= 0.5, text);
        assert.ok(Math.abs(Number(cells[6]) - TAYLOR[k]!) < 1e-4);
      }
    });
  }
});

test('a coefficient that is further from its best than at the start has more than 100 % to go', () => {
  const settings = { ...tutorialSettings, initial: [1, 0.8, 1, 1] };
  const { state } = new Simulation(screen, { settings });
  const far = { ...focusedRun(state).present!, coefficients: [0.5, 0.3, 0, 1] };
  const live = state.live.map((run) => ({ ...run, present: far }));
  const { lines } = coefficientTable({ ...state, live }, { columns: NARROWEST, rows: 5 }, ascii);
  const bars = lines.slice(1).map((spans) =>
    spans
      .map(({ text }) => text)
      .join('')
      .slice(-11),
  );
  assert.deepEqual(bars, ['##..   50 %', '###>  981 %', '....    0 %', '####  100 %']);
});

test('with a line to spare, it says what the bars are a share of', () => {
  for (let columns = NARROWEST; columns <= 100; columns++) {
    const { lines } = coefficientTable(scenes.running!(screen), { columns, rows: 6 }, ascii);
    assert.match(lines.at(-1)![0]!.text, /at the start.*\.$/i);
    assert.ok(width(lines.at(-1)!) <= columns);
  }
});

test('where the optimizer remembers something, there is a column for it, and what it means', () => {
  for (const [name, column] of [
    ['sgd', null],
    ['momentum', 'velocity'],
    ['nesterov', 'velocity'],
    ['rmsprop', '2nd moment'],
    ['adam', '2nd moment'],
  ] as const) {
    const settings = { ...tutorialSettings, optimizer: OPTIMIZERS[name] };
    const simulation = new Simulation({ columns: 80, rows: 24 }, { settings });
    simulation.pass(300);
    const { lines } = coefficientTable(simulation.state, { columns: NARROWEST, rows: 6 }, ascii);
    const [head, ...body] = lines.map((spans) => spans.map(({ text }) => text).join(''));
    assert.equal(/velocity|2nd moment/.exec(head!)?.[0] ?? null, column);
    if (column !== null) {
      const { optimizer } = shownSnapshot(simulation.state)!;
      const [values] = Object.values(memoryOf(optimizer!)).slice(-1);
      const end = head!.indexOf(column) + column.length;
      values!.forEach((value, k) => {
        assertClose(Number(/\S+$/.exec(body[k]!.slice(0, end))![0]), value, 1e-2, `${name} ${k}`);
      });
      assert.match(body.at(-1)!, column === 'velocity' ? /^Velocity: / : /^2nd moment: /);
    }
  }
});

test('unknown numbers are shown as dashes', () => {
  assert.deepEqual(
    rows('starting', NARROWEST)
      .slice(1)
      .map((text) => text.replaceAll(/ +/g, ' ').trim()),
    ['a - - -', 'b - - -', 'c - - -', 'd - - -'],
  );
});

test('at every width the numbers stay apart, and their points stand below each other', () => {
  for (let columns = NARROWEST; columns <= 100; columns++) {
    for (const scene of ['running', 'degree9', 'diverged', 'finished']) {
      for (const text of rows(scene, columns).slice(1)) {
        assert.match(text, /^[a-j]( x?(\^\d)?)? +(\S+ +){3}[#|.]*>? +\S+ %( +\S+)? *$/);
      }
    }
    const points = rows('running', columns)
      .slice(1)
      .map((text) => text.indexOf('.'));
    assert.equal(new Set(points).size, 1);
  }
});

test('small coefficients have their digits, and zeros are just that', () => {
  const cells = (columns: number) =>
    rows('degree9', columns)
      .slice(1)
      .map((text) =>
        text
          .replace(/ (x\^?\d?)? /, ' ')
          .trim()
          .split(/ +/),
      );
  for (const [columns, precision] of [
    [NARROWEST, 5e-2],
    [60, 5e-3],
    [100, 1e-6],
  ] as const) {
    const [value, , best] = cells(columns).at(-1)!.slice(1).map(Number);
    assert.ok(Math.abs(best! / 2.172746e-6 - 1) < precision, `${best}`);
    assert.notEqual(value, 0);
    for (const [name, _value, gradient, even, bar] of cells(columns).filter(
      (_, k) => k % 2 === 0,
    )) {
      assert.deepEqual([gradient, even], ['0', '0'], name);
      assert.match(bar!, /^\.+$/);
    }
  }
  const series = Number(cells(100).at(-1)!.at(-1));
  assert.ok(Math.abs(series * 362880 - 1) < 1e-4, `${series}`);
});
