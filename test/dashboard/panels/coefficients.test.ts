import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusedRun } from '../../../src/dashboard/model/selectors.js';
import { coefficientRows, coefficientTable } from '../../../src/dashboard/panels/coefficients.js';
import { width } from '../../../src/dashboard/style/text.js';
import { scenes } from '../states.js';

const screen = { columns: 80, rows: 24 };

/** Inside the narrowest table that any layout has. */
const NARROWEST = 37;

function rows(scene: string, columns: number): string[] {
  const state = scenes[scene]!(screen);
  const { lines } = coefficientTable(state, { columns, rows: 30 });
  assert.equal(lines.length, coefficientRows(state.settings.degree));
  assert.ok(lines.every((spans) => width(spans) <= columns));
  return lines.map((spans) => spans.map(({ text }) => text).join(''));
}

/** The least-squares cubic and Taylor's, for the tutorial's data. */
const OPTIMUM = [0, 0.85674084307378, 0, -0.0933303890406];
const TAYLOR = [0, 1, 0, -1 / 6];

test('each coefficient has its value, gradient, optimum and Taylor coefficient', () => {
  const { coefficients, gradient } = focusedRun(scenes.running!(screen)).present!;
  for (const [columns, precision] of [
    [NARROWEST, 1e-4],
    [58, 1e-6],
  ] as const) {
    const [head, ...body] = rows('running', columns);
    assert.match(head!, /^ +value +gradient +optimum +Taylor$/);
    body.forEach((text, k) => {
      const [name, ...cells] = text.trim().split(/ +/);
      const [value, slope, optimum, taylor] = cells.map(Number);
      assert.equal(name, 'abcd'[k]);
      assert.ok(Math.abs(value! - coefficients[k]!) < precision);
      assert.ok(Math.abs(slope! / gradient[k]! - 1) < 1e-2);
      assert.ok(Math.abs(optimum! - OPTIMUM[k]!) < precision);
      assert.ok(Math.abs(taylor! - TAYLOR[k]!) < 1e-4);
    });
  }
});

test('what is not known yet is not invented', () => {
  assert.deepEqual(
    rows('starting', NARROWEST)
      .slice(1)
      .map((text) => text.replaceAll(/ +/g, ' ')),
    ['a - - - 0 ', 'b - - - 1.0000', 'c - - - 0 ', 'd - - - -0.1667'],
  );
});

test('at every width the numbers stay apart, and their points stand below each other', () => {
  for (let columns = NARROWEST; columns <= 100; columns++) {
    for (const scene of ['running', 'degree9', 'diverged', 'finished']) {
      const body = rows(scene, columns).slice(1);
      for (const text of body) {
        assert.equal(text.trim().split(/ +/).length, 5, text);
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
      .map((text) => text.trim().split(/ +/));
  for (const [columns, precision] of [
    [NARROWEST, 5e-2],
    [48, 5e-4],
    [80, 1e-6],
  ] as const) {
    const [value, , best, series] = cells(columns).at(-1)!.slice(1).map(Number);
    assert.ok(Math.abs(best! / 2.172746e-6 - 1) < precision, `${best}`);
    assert.ok(Math.abs(series! * 362880 - 1) < precision, `${series}`);
    assert.notEqual(value, 0);
    for (const [name, _value, gradient, even, evenTaylor] of cells(columns).filter(
      (_, k) => k % 2 === 0,
    )) {
      assert.deepEqual([gradient, even, evenTaylor], ['0', '0', '0'], name);
    }
  }
});
