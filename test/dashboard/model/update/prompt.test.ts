import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { focusedRun, shownSnapshot } from '../../../../src/dashboard/model/selectors.js';
import { update } from '../../../../src/dashboard/model/update.js';
import { whyPanel } from '../../../../src/dashboard/panels/why.js';
import { OPTIMIZERS } from '../../../../src/fit/optimizers.js';
import { Simulation, tutorialSettings } from '../../states.js';

const size = { columns: 80, rows: 24 };

function halfWay(): Simulation {
  const simulation = new Simulation(size);
  simulation.pass(2000);
  return simulation;
}

function type(simulation: Simulation, ...keys: string[]): void {
  for (const key of keys) {
    simulation.press(key);
  }
}

function shown({ state }: Simulation): string {
  return whyPanel(state, { columns: 118, rows: 2 })
    .lines.map((spans) => spans.map(({ text }) => text).join(''))
    .join(' ');
}

const rateOf = ({ state }: Simulation) => focusedRun(state).present!.learningRate;

describe('a learning rate that is typed', () => {
  test('is that of the next update', () => {
    const simulation = halfWay();
    type(simulation, 'L', '2', '.', '5', 'e', '-', '6');
    assert.match(shown(simulation), /^Learning rate: 2\.5e-6_ .*now 1e-6.* 3\.557e-6; .* 90%/);
    assert.equal(rateOf(simulation), 1e-6);
    type(simulation, 'enter');
    assert.equal(rateOf(simulation), 2.5e-6);
    assert.equal(simulation.state.prompt, null);
  });

  test('may be a share of the limit, rounded down: at 100% it still converges', () => {
    for (const [text, rate] of [
      ['90%', 3.202e-6],
      ['100%', 3.557e-6],
      ['101%', 3.593e-6],
      ['0.5%', 1.778e-8],
    ] as const) {
      const simulation = halfWay();
      type(simulation, 'L', ...text, 'enter');
      assert.equal(rateOf(simulation), rate, text);
    }
  });

  test('that is invalid is refused with what is allowed, and can be corrected or cancelled', () => {
    for (const text of ['0', '-1', '1e', '%', '1e-400', '0%', '5e-324%', '1e999', '9%0', '..']) {
      const simulation = halfWay();
      type(simulation, 'L', ...text, 'enter');
      assert.match(shown(simulation), /! type a number above 0, such as 2e-6, .* 90%/, text);
      type(simulation, ...Array.from(text, () => 'backspace'), '3', 'e', '-', '6');
      assert.doesNotMatch(shown(simulation), /!/);
      type(simulation, 'enter');
      assert.equal(rateOf(simulation), 3e-6);
    }
  });

  test('is no share of a limit that the optimizer does not have', () => {
    const settings = { ...tutorialSettings, optimizer: OPTIMIZERS.adam, learningRate: 1e-3 };
    const simulation = new Simulation(size, { settings });
    type(simulation, 'L', ...'90%', 'enter');
    assert.match(shown(simulation), /! type a number above 0, such as 1e-3; there is no limit/);
  });

  test('is left as it was by Esc', () => {
    const simulation = halfWay();
    type(simulation, 'l', '2', 'escape');
    assert.equal(simulation.state.prompt, null);
    assert.equal(rateOf(simulation), 1e-6);
  });

  test('is still asked for after Enter alone', () => {
    for (const keys of [['enter'], ['2', 'backspace', 'enter']]) {
      const simulation = halfWay();
      type(simulation, 'l', ...keys);
      assert.match(shown(simulation), /Learning rate: _ {3}! nothing typed yet; Esc closes this/);
    }
  });

  test('may have a comma for a point', () => {
    const simulation = halfWay();
    type(simulation, 'l', ...'2,5e-6', 'enter');
    assert.equal(rateOf(simulation), 2.5e-6);
  });

  test('is that of the branch while looking back', () => {
    const simulation = halfWay();
    type(simulation, 'home', 'L', '2', 'e', '-', '6', 'enter');
    assert.equal(shownSnapshot(simulation.state)!.learningRate, 2e-6);
    type(simulation, 'L');
    assert.match(shown(simulation), /\(now 2e-6,/);
    type(simulation, 'escape');
    assert.equal(rateOf(simulation), 1e-6);
  });
});

describe('an iteration that is typed', () => {
  test('is shown', () => {
    for (const key of ['G', ':']) {
      const simulation = halfWay();
      type(simulation, key, '4', '9', '9', 'enter');
      assert.equal(shownSnapshot(simulation.state)!.iteration, 499);
      assert.equal(simulation.state.paused, true);
      type(simulation, key, '0', 'enter');
      assert.equal(shownSnapshot(simulation.state)!.iteration, 0);
    }
  });

  test('that has not been reached is refused', () => {
    for (const text of ['99999', '-1', '1.5', '5%']) {
      const simulation = halfWay();
      type(simulation, 'G', ...text, 'enter');
      assert.match(shown(simulation), /! type an iteration that has been trained, from 0 to 999/);
      assert.equal(simulation.state.rewind, null);
    }
  });
});

test('no more is typed than any number needs', () => {
  const simulation = halfWay();
  type(simulation, 'L', ...'1'.repeat(30));
  assert.equal(simulation.state.prompt?.text, '1'.repeat(24));
  type(simulation, 'escape', 'L', ...'1,5E-6+%');
  assert.equal(simulation.state.prompt?.text, '1.5E-6+%');
});

test('a recording goes on from an iteration that it has not played yet, and shows one that it has', () => {
  const { state } = halfWay();
  const { iteration: newest } = focusedRun(state).present!;
  const goTo = (iteration: number) => {
    const prompt = { asksFor: 'iteration', text: String(iteration), problem: null } as const;
    return update({ ...state, replay: true, prompt }, { type: 'typed', key: 'enter' });
  };
  const ahead = goTo(newest + 1);
  assert.deepEqual(ahead.effects[0], { type: 'seek', to: { run: 0, iteration: newest + 1 } });
  assert.deepEqual([ahead.state.paused, ahead.state.prompt], [true, null]);
  for (const iteration of [newest, 3]) {
    const back = goTo(iteration);
    assert.deepEqual(back.effects.map(({ type: kind }) => kind).includes('seek'), false);
    assert.equal(shownSnapshot(back.state)!.iteration, iteration);
  }
});

test('other characters are refused while a value is typed, and keys with Ctrl do what they always do', () => {
  for (const asks of ['L', 'G', 't']) {
    const simulation = halfWay();
    type(simulation, asks, '2');
    const before = simulation.state;
    type(simulation, 'space', 'tab', 'left');
    assert.equal(simulation.state, before);
    type(simulation, 'q');
    assert.match(shown(simulation), /: 2_ .*! q is no part of a number/);
    type(simulation, 'backspace');
    assert.equal(simulation.state.prompt?.problem, null);
  }
  const simulation = halfWay();
  type(simulation, 'L');
  simulation.press('ctrl-z');
  assert.equal(simulation.state.paused, true);
});

test('in a recording an iteration can be typed, but no learning rate', () => {
  const simulation = halfWay();
  simulation.state = { ...simulation.state, replay: true };
  type(simulation, 'L');
  assert.equal(simulation.state.prompt, null);
  type(simulation, 'G');
  assert.notEqual(simulation.state.prompt, null);
});
