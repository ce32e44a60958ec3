/**
 * The dashboard's state against a model of a few plain fields: whatever sequence of keys, messages,
 * resizes and moments comes, both agree, and the view draws it.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { actionOf, isTyped, keyBindings } from '../../src/dashboard/input/keymap.js';
import type { Event } from '../../src/dashboard/model/events.js';
import { lessonAfter } from '../../src/dashboard/model/lesson.js';
import { limitOf, workingRateOf } from '../../src/dashboard/model/optimizers.js';
import { withSchedule } from '../../src/dashboard/model/rateChanges.js';
import { focusedRun, planes, shownSnapshot } from '../../src/dashboard/model/selectors.js';
import {
  type Method,
  plotViews,
  type Run,
  type Size,
  type State,
} from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import type { Capabilities } from '../../src/dashboard/terminal/terminal.js';
import { analyse } from '../../src/fit/analysis.js';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent, type Snapshot } from '../../src/fit/descent.js';
import { hasRisen } from '../../src/fit/divergence.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { LESSON_NAMES } from '../../src/lessons/names.js';
import { optimizerText } from '../../src/options/optimizers.js';
import type { RunSettings } from '../../src/options/start.js';
import { ascii, openTestScreen, type TestScreen, unicode } from '../dashboard/screen.js';
import { pressed, Simulation } from '../dashboard/states.js';
import { scaled } from './scale.js';

/** A run as the dashboard has heard of it. */
interface ModelRun {
  initial: readonly number[];
  rate: number;
  run: number;
  /** Null until the run's first message. */
  present: Snapshot | null;
  ended: 'finished' | 'diverged' | null;
  goal: number;
  branchedAt: number;
  /** Whether everything since it was paused has arrived: it continues from where it is then. */
  still: boolean;
}

interface Model {
  paused: boolean;
  rewound: { resume: boolean } | null;
  help: boolean;
  prompt: { asksFor: 'learningRate' | 'iteration' | 'lesson'; text: string } | null;
  /** A lesson, during which nothing of the model may change except by what its runs still report. */
  teaching: { step: number } | null;
  focus: number;
  runs: ModelRun[];
  earlier: number;
  plot: number;
  lossScale: number;
  logIterations: boolean;
  whole: boolean;
  optimum: boolean;
  pair: number;
  showEarlier: boolean;
  pace: number;
  size: Size;
}

/** Whether a run has diverged or is above its start, computed from the points. */
function isRuined({ present, ended, initial }: ModelRun, settings: RunSettings): boolean {
  const { samples, interval, degree } = settings;
  const start = new Descent(createObjective('pointwise', samples, interval, degree), initial, 1);
  const losses = { startLoss: start.loss, loss: present?.loss ?? 0 };
  return ended === 'diverged' || hasRisen({ samples }, losses);
}

/** The dashboard under test: its trainers' messages wait until they are delivered. */
class Real {
  readonly simulation: Simulation;
  readonly screen: TestScreen;
  readonly waiting: Extract<Event, { type: 'progress' }>[] = [];
  readonly #plain = new Map<string, PlainRun>();
  readonly #seen = new WeakSet<Snapshot>();

  constructor(
    settings: RunSettings,
    learningRates: readonly number[],
    pace: number,
    size: Size,
    capabilities: Capabilities,
  ) {
    this.simulation = new Simulation(size, { settings, learningRates, pace, analysed: false });
    const { simulation } = this;
    const { send } = simulation;
    simulation.send = (event) => {
      if (event.type === 'progress') {
        this.waiting.push(event);
      } else {
        send.call(simulation, event);
      }
    };
    this.screen = openTestScreen(size, capabilities);
  }

  get state() {
    return this.simulation.state;
  }

  /** Without a lesson, if there is one. */
  get base(): State {
    return this.state.teaching?.before ?? this.state;
  }

  deliver(): Event | undefined {
    const event = this.waiting.shift();
    if (event) {
      this.simulation.state = update(this.state, event).state;
    }
    return event;
  }

  /** Every state that the run holds is one of its descent in one go, unless its rate was changed. */
  checkNumbers(run: Run, initial: readonly number[]): void {
    const { settings } = this.base;
    const { learningRate, present } = run;
    const { schedule = [] } = settings;
    const due = schedule.filter(({ iteration }) => iteration <= (present?.iteration ?? 0));
    const { rateChanges } = withSchedule({ learningRate, rateChanges: [] }, due);
    if (run.optimizerChanges.length > 0 || !isDeepStrictEqual(run.rateChanges, rateChanges)) {
      return;
    }
    const key = `${run.learningRate} ${optimizerText(run.optimizer)} ${initial}`;
    let plain = this.#plain.get(key);
    if (!plain) {
      plain = new PlainRun(settings, initial, run);
      this.#plain.set(key, plain);
    }
    for (const snapshot of [
      ...run.history.snapshots,
      ...run.trace.snapshots,
      ...(run.present ? [run.present] : []),
    ]) {
      if (!this.#seen.has(snapshot)) {
        this.#seen.add(snapshot);
        assert.deepEqual(snapshot, plain.at(snapshot.iteration), 'not a state of this run');
      }
    }
  }
}

/** A run in one go, done as far as it is asked for. */
class PlainRun {
  readonly #descent: Descent;
  readonly #states: Snapshot[];

  constructor(problem: RunSettings, initial: readonly number[], method: Method) {
    const { engine, samples, interval, degree, schedule } = problem;
    const { learningRate, optimizer } = method;
    const objective = createObjective(engine, samples, interval, degree);
    this.#descent = new Descent(objective, [...initial], learningRate, 0, schedule, optimizer);
    this.#states = [this.#descent.snapshot()];
  }

  /** Undefined where it has diverged before. */
  at(iteration: number): Snapshot | undefined {
    while (this.#states.length <= iteration && !this.#descent.diverged) {
      this.#descent.step();
      // An update that makes a coefficient infinite is not done.
      this.#states[this.#descent.iteration] = this.#descent.snapshot();
    }
    return this.#states[iteration];
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** Coefficients that are as good as any. */
function coefficients(degree: number, first: number): number[] {
  return Array.from({ length: degree + 1 }, (_, k) => (k % 2 ? 0.5 : first) / 4 ** k);
}

/** Keys after which an earlier moment may be shown. */
const BACKWARDS = [
  'r',
  'w',
  'n',
  'enter',
  'left',
  'shift-left',
  'pageup',
  'home',
  'tab',
  'shift-tab',
];

function command(name: string, run: (model: Model, real: Real) => void): Command {
  return {
    check: () => true,
    async run(model, real) {
      const before = real.base.live;
      const shown = shownSnapshot(real.base)?.iteration ?? 0;
      run(model, real);
      agree(model, real);
      real.base.live.forEach((now, lane) => {
        const then = before[lane]!;
        if (now.number === then.number && then.present && now.present) {
          assert.ok(now.present.iteration >= then.present.iteration, 'a run went backwards');
        }
      });
      if (!BACKWARDS.includes(name)) {
        assert.ok((shownSnapshot(real.base)?.iteration ?? 0) >= shown, `${name} went backwards`);
      }
      await real.screen.draw(real.state);
      const text = real.screen.emulator.text();
      assert.doesNotMatch(text, /NaN|Infinity|undefined|null|\[object/);
      assert.deepEqual(real.screen.emulator.unknownSequences, []);
    },
    toString: () => name,
  };
}

function agree(model: Model, dashboard: Real): void {
  const { base: state } = dashboard;
  assert.equal(dashboard.state.teaching?.step, model.teaching?.step, 'step');
  assert.deepEqual(dashboard.state.size, model.size, 'size');
  assert.equal(state.paused, model.paused, 'paused');
  assert.deepEqual(state.rewind && { resume: state.rewind.resume }, model.rewound, 'rewound');
  assert.equal(state.help !== null, model.help, 'help');
  assert.deepEqual(
    state.prompt && { ...state.prompt, problem: null },
    model.prompt && { ...model.prompt, problem: null },
    'prompt',
  );
  assert.equal(state.focus, model.focus, 'focus');
  assert.equal(state.earlier.length, model.earlier, 'earlier');
  assert.equal(plotViews.indexOf(state.plot), model.plot, 'plot');
  assert.equal(['log', 'linear', 'excess'].indexOf(state.lossScale), model.lossScale, 'lossScale');
  assert.equal(state.iterationScale === 'log', model.logIterations, 'iterationScale');
  assert.equal(state.span === 'whole', model.whole, 'span');
  assert.equal(state.showOptimum, model.optimum, 'optimum');
  assert.equal(state.pair, model.pair, 'pair');
  assert.equal(state.showEarlier, model.showEarlier, 'showEarlier');
  assert.equal(state.pace, model.pace, 'pace');
  model.runs.forEach((run, lane) => {
    const real = state.live[lane]!;
    assert.equal(real.number, run.run, 'number');
    assert.deepEqual(real.initial, run.initial, 'initial');
    assert.equal(real.learningRate, run.rate, 'learningRate');
    assert.deepEqual(real.present, run.present, 'present');
    assert.equal(real.iterations, run.goal, 'goal');
    const ended = real.status === 'finished' || real.status === 'diverged' ? real.status : null;
    assert.equal(ended, run.ended, 'ended');
    assert.equal(real.branchedAt ?? 0, run.branchedAt, 'branchedAt');
    const { snapshots } = real.history;
    if (real.present) {
      assert.ok(real.present.learningRate > 0 && Number.isFinite(real.present.learningRate));
      // The history keeps the start, also of a run that has gone far since it was reset.
      assert.equal(snapshots[0]?.iteration, 0, 'a run without its start');
      assert.deepEqual(snapshots[0]?.coefficients, run.initial, 'the start');
      assert.ok(real.present.iteration >= run.branchedAt, 'before its branch');
    }
    dashboard.checkNumbers(real, run.initial);
    for (let i = 1; i < snapshots.length; i++) {
      assert.ok(snapshots[i]!.iteration > snapshots[i - 1]!.iteration, 'order of history');
    }
  });
  if (state.rewind) {
    const { iteration } = state.rewind;
    const { snapshots } = focusedRun(state).trace;
    assert.ok(
      snapshots.some((snapshot) => snapshot.iteration === iteration),
      'a moment that is no record',
    );
  }
}

function endRewind(model: Model): void {
  if (model.rewound?.resume) {
    model.paused = false;
  }
  model.rewound = null;
}

const hasMoved = ({ present, branchedAt }: ModelRun) => (present?.iteration ?? 0) > branchedAt;

function leave(model: Model, runs: readonly ModelRun[]): void {
  model.earlier = Math.min(4, model.earlier + runs.filter(hasMoved).length);
}

/** Runs are numbered in the order in which they start. */
function nextRun({ runs }: Model): number {
  return Math.max(...runs.map(({ run }) => run)) + 1;
}

function restart(model: Model, initial: (run: ModelRun) => readonly number[], goal: number): void {
  leave(model, model.runs);
  const next = nextRun(model);
  model.runs = model.runs.map((run, lane) =>
    restarted({ ...run, run: next + lane, initial: initial(run) }, goal),
  );
  model.paused = model.rewound ? !model.rewound.resume : model.paused;
  model.rewound = null;
}

function restarted({ initial, rate, run }: ModelRun, goal: number): ModelRun {
  return {
    initial,
    rate,
    run,
    present: null,
    ended: null,
    goal,
    branchedAt: 0,
    still: false,
  };
}

/** What a key does while something is typed; of the keys that are tried only digits, +, - and e are. */
function type(model: Model, prompt: NonNullable<Model['prompt']>, key: string): void {
  if (key === 'escape') {
    model.prompt = null;
  } else if (key === 'enter') {
    if (isAnswer(model, prompt)) {
      model.prompt = null;
      if (prompt.asksFor === 'iteration') {
        lookBack(model);
      } else if (prompt.asksFor === 'lesson') {
        model.teaching = { step: 0 };
      }
    }
  } else if (/^[-+\de]$/.test(key)) {
    prompt.text = (prompt.text + key).slice(0, 24);
  }
}

function isAnswer(
  { runs, focus }: Model,
  { asksFor, text }: NonNullable<Model['prompt']>,
): boolean {
  const number = /^[+-]?\d+(e[+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  switch (asksFor) {
    case 'iteration':
      return (
        Number.isInteger(number) && number >= 0 && number <= (runs[focus]!.present?.iteration ?? 0)
      );
    case 'lesson':
      return Number.isInteger(number) && number >= 1 && number <= LESSON_NAMES.length;
    case 'learningRate':
      return number > 0 && Number.isFinite(number);
  }
}

/** What a key does to a lesson; those that train and show there do nothing to the model. */
function takeLesson(model: Model, { step }: { step: number }, key: string, { state }: Real): void {
  const { lesson, verdict, isOver, isLeaving } = state.teaching!;
  const isOpen = lesson.steps[step]!.task !== null && verdict === null && !isOver;
  const isLast = step === lesson.steps.length - 1;
  const goesOn = key === 'k' || (key === 'enter' && !state.rewind && !isOpen);
  if (key === 'escape' && state.help === null && !state.rewind) {
    model.teaching = isLeaving || (isLast && !isOpen) ? null : model.teaching;
  } else if (goesOn && isLast) {
    const ending = lessonAfter(state, state.teaching!) ? { step: 0 } : null;
    model.teaching = isOver ? ending : { step };
  } else if (goesOn) {
    model.teaching = { step: step + 1 };
  } else if (key === 'b') {
    model.teaching = { step: Math.max(0, step - 1) };
  }
}

function openPrompt(asksFor: 'learningRate' | 'iteration' | 'lesson') {
  return (model: Model) => {
    model.help = false;
    model.prompt = { asksFor, text: '' };
  };
}

function step(model: Model): void {
  model.paused ||= !model.runs.every(({ ended }) => ended);
  model.rewound = null;
}

/** What a key does to the model. */
const keys: Readonly<Record<string, (model: Model, real: Real) => void>> = {
  space(model, { state }) {
    if (model.rewound) {
      model.rewound = null;
      model.paused = false;
    } else if (!model.runs.every(({ ended }) => ended)) {
      model.paused = !model.paused;
    } else if (model.runs.some(({ ended }) => ended === 'finished')) {
      for (const run of model.runs.filter(({ ended }) => ended === 'finished')) {
        run.goal += state.settings.iterations;
        run.ended = null;
      }
      model.paused = false;
    }
  },
  S: (model) => step(model),
  s: (model) => step(model),
  r: (model, { state }) => restart(model, ({ initial }) => initial, state.settings.iterations),
  n: (model, { state: { settings } }) =>
    restart(model, () => coefficients(settings.degree, 2), settings.iterations),
  '+'(model) {
    model.pace = PACES.find((pace) => pace > model.pace) ?? model.pace;
  },
  '-'(model) {
    model.pace = PACES.findLast((pace) => pace < model.pace) ?? model.pace;
  },
  '[': () => {},
  ']': () => {},
  '0': () => {},
  '{': () => {},
  '}': () => {},
  L: openPrompt('learningRate'),
  G: openPrompt('iteration'),
  m: () => {},
  '<': () => {},
  '>': () => {},
  t: openPrompt('lesson'),
  '1': () => {},
  '2': () => {},
  k: () => {},
  b: () => {},
  w(model, { state }) {
    const { analysis, settings } = state;
    const run = model.runs[model.focus]!;
    if (analysis && !model.rewound && isRuined(run, settings)) {
      leave(model, [run]);
      const rate = workingRateOf(state)!;
      model.runs[model.focus] = restarted(
        { ...run, run: nextRun(model), rate },
        settings.iterations,
      );
    }
  },
  left: lookBack,
  pageup: lookBackOutsideHelp,
  home: lookBackOutsideHelp,
  right: () => {},
  pagedown: () => {},
  'shift-left': lookBack,
  'shift-right': () => {},
  end(model) {
    if (!model.help) {
      endRewind(model);
    }
  },
  enter(model, { state }) {
    if (model.rewound) {
      const left = model.runs[model.focus]!;
      leave(model, [left]);
      model.runs[model.focus] = {
        ...left,
        run: nextRun(model),
        present: shownSnapshot(state),
        ended: null,
        branchedAt: state.rewind!.iteration,
        still: false,
      };
      model.rewound = null;
      model.paused = false;
    }
  },
  tab: (model) => changeFocus(model, 1),
  'shift-tab': (model) => changeFocus(model, -1),
  escape(model) {
    if (model.help) {
      model.help = false;
    } else {
      endRewind(model);
    }
  },
  v(model, { state }) {
    const isShown = [true, true, state.settings.degree > 0, limitOf(state) !== Infinity];
    do {
      model.plot = (model.plot + 1) % isShown.length;
    } while (!isShown[model.plot]);
  },
  y(model) {
    model.lossScale = (model.lossScale + 1) % 3;
  },
  x(model) {
    model.logIterations = !model.logIterations;
  },
  z(model) {
    model.whole = !model.whole;
  },
  '?'(model) {
    model.help = !model.help;
  },
  'ctrl-z'(model) {
    model.paused ||= !model.runs.every(({ ended }) => ended);
  },
  c(model, { state }) {
    const { length } = planes(state.settings.degree);
    model.pair = length === 0 ? 0 : (model.pair + 1) % length;
  },
  o(model) {
    model.optimum = !model.optimum;
  },
  g(model) {
    model.showEarlier = !model.showEarlier;
  },
  up: () => {},
  down: () => {},
  'ctrl-l': () => {},
  d: () => {},
  f: () => {},
  e: () => {},
  q(model) {
    model.help = false;
  },
  'ctrl-c': () => {},
};

const PACES = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5],
  Number.POSITIVE_INFINITY,
];

/** Looks back where there is something to see; training waits meanwhile. */
function lookBack(model: Model): void {
  if (!model.runs[model.focus]!.present || model.rewound) {
    return;
  }
  model.rewound = { resume: !model.paused };
  model.paused = true;
}

/** In the open help these keys scroll. */
function lookBackOutsideHelp(model: Model): void {
  if (!model.help) {
    lookBack(model);
  }
}

function changeFocus(model: Model, step: number): void {
  const { length } = model.runs;
  if (length > 1) {
    endRewind(model);
    model.focus = (model.focus + step + length) % length;
  }
}

function take(model: Model, event: Event | undefined): void {
  if (event?.type !== 'progress') {
    return;
  }
  const { progress } = event;
  const run = model.runs.find((each) => each.run === progress.run);
  if (run) {
    if (run.still) {
      assert.equal(progress.present.iteration, run.present?.iteration, 'a paused run went on');
      run.still = false;
    }
    run.present = progress.present;
    run.goal = progress.iterations;
    run.ended =
      progress.status === 'finished' || progress.status === 'diverged' ? progress.status : null;
  }
}

function deliver(model: Model, real: Real, count: number): void {
  for (let i = 0; i < count; i++) {
    take(model, real.deliver());
  }
}

function pressKey(model: Model, real: Real, key: string): void {
  const shown = shownSnapshot(real.state)?.iteration;
  const wasRewound = real.state.rewind !== null;
  const typed = isTyped(real.state, key);
  if (model.teaching) {
    if (!typed) {
      takeLesson(model, model.teaching, key, real);
    }
  } else if (typed) {
    type(model, model.prompt!, key);
  } else {
    keys[key]!(model, real);
  }
  const { degree } = real.state.settings;
  const start = { seed: 7, initial: coefficients(degree, 2) };
  real.simulation.send(typed ? { type: 'typed', key } : pressed(actionOf(key)!, start));
  real.simulation.pass(0);
  // Where to is up to the recorded moments; which way is not.
  const now = shownSnapshot(real.state)?.iteration;
  const back = ['left', 'shift-left', 'pageup', 'home'].includes(key);
  if (shown !== undefined && (back || (wasRewound && actionOf(key)?.startsWith('forward')))) {
    assert.ok(back ? now! <= shown : now! >= shown, `${key} went from ${shown} to ${now}`);
  }
}

const press = fc
  .constantFrom(...Object.keys(keys))
  .map((key) => command(key, (model, real) => pressKey(model, real, key)));

/** Most sequences of single keys would never get there. */
const learn = fc.integer({ min: 1, max: LESSON_NAMES.length }).map((number) =>
  command('enter', (model, real) => {
    for (const key of ['t', String(number), 'enter']) {
      pressKey(model, real, key);
    }
  }),
);

const pass = fc.integer({ min: 0, max: 2000 }).map((milliseconds) =>
  command(`${milliseconds} ms`, (model, real) => {
    deliver(model, real, real.waiting.length);
    const paused = model.paused || model.teaching !== null;
    const before = model.runs.map(({ present }) => present);
    real.simulation.pass(milliseconds);
    deliver(model, real, real.waiting.length);
    if (paused) {
      const after = model.runs.map(({ present }) => present);
      assert.deepEqual(after, before, 'a paused run went on');
      for (const run of model.runs) {
        run.still = true;
      }
    }
  }),
);

/** Time in which the screen's thread receives nothing. */
const silence = fc.integer({ min: 1, max: 500 }).map((milliseconds) =>
  command(`${milliseconds} ms unheard`, (_, real) => {
    real.simulation.pass(milliseconds);
  }),
);

const hear = fc
  .integer({ min: 1, max: 5 })
  .map((count) => command(`hear ${count}`, (model, real) => deliver(model, real, count)));

const sizes = fc.oneof(
  fc.record({ columns: fc.integer({ min: 1, max: 90 }), rows: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ columns: fc.integer({ min: 1, max: 300 }), rows: fc.integer({ min: 1, max: 100 }) }),
);

const resize = sizes.map((size) =>
  command(`${size.columns}x${size.rows}`, (model, real) => {
    model.size = size;
    real.screen.resize(size);
    real.simulation.send({ type: 'resize', size });
  }),
);

/** What is known beforehand, with which the panels show forecasts and notes. */
const analysis = fc.constant(
  command('analysis', (_, { simulation, base }) => {
    const { samples, interval, degree } = base.settings;
    simulation.send({ type: 'analysis', analysis: analyse(samples, interval, degree) });
  }),
);

const problems = fc
  .record({
    degree: fc.integer({ min: 0, max: 9 }),
    samples: fc.integer({ min: 2, max: 20 }),
    engine: fc.constantFrom('pointwise' as const, 'moments' as const),
    iterations: fc.integer({ min: 1, max: 400 }),
    every: fc.integer({ min: 1, max: 60 }),
    schedule: fc.constantFrom(
      [],
      [
        { iteration: 20, learningRate: 1e-3 },
        { iteration: 50, learningRate: 1e-5 },
      ],
      [{ iteration: 30, learningRate: 1e300 }],
    ),
  })
  .map(
    (problem): RunSettings => ({
      ...problem,
      interval: [-Math.PI, Math.PI],
      initial: coefficients(problem.degree, -1),
      learningRate: 1e-5,
      optimizer: OPTIMIZERS.sgd,
    }),
  );

const setups = fc.record({
  settings: problems,
  rates: fc.constantFrom([1e-5], [1e-2], [1e-6, 1e-4, 1e-2], [1e-300, 1e300]),
  pace: fc.constantFrom(1, 50, 500, Number.POSITIVE_INFINITY),
  size: sizes,
  capabilities: fc.constantFrom(unicode, unicode, ascii),
});

const commands = fc.commands(
  [press, press, press, pass, pass, silence, hear, resize, analysis, learn],
  // The default size would leave most sequences at a few commands.
  { maxCommands: 40, size: 'max' },
);

test('any sequence of events leaves the state that a plain model has', async () => {
  await fc.assert(
    fc.asyncProperty(setups, commands, async (setup, sequence) => {
      const { settings, rates, pace, size, capabilities } = setup;
      // Before anyone could have changed it.
      const initial = [...settings.initial];
      const start = { initial, rates: [...rates] };
      const real = new Real(settings, rates, pace, size, capabilities);
      try {
        await fc.asyncModelRun(() => ({ model: modelOf(real, start), real }), sequence);
      } finally {
        await real.screen.close();
      }
    }),
    { numRuns: scaled(60, 3000), includeErrorInReport: true },
  );
});

test('the model knows every action', () => {
  const known = Object.keys(keys).map(actionOf);
  assert.deepEqual(
    keyBindings.map(({ action }) => action).filter((action) => !known.includes(action)),
    [],
  );
});

interface Begun {
  readonly initial: readonly number[];
  readonly rates: readonly number[];
}

/** The model of a dashboard at its start, whose first messages have been heard. */
function modelOf({ state }: Real, { initial, rates }: Begun): Model {
  return {
    paused: false,
    rewound: null,
    help: false,
    prompt: null,
    teaching: null,
    focus: 0,
    runs: state.live.map(({ number, present, status, iterations }, lane) => ({
      initial,
      rate: rates[lane]!,
      run: number,
      present,
      ended: status === 'finished' || status === 'diverged' ? status : null,
      goal: iterations,
      branchedAt: 0,
      still: false,
    })),
    earlier: 0,
    plot: 0,
    lossScale: 0,
    logIterations: false,
    whole: true,
    optimum: false,
    pair: 0,
    showEarlier: true,
    pace: state.pace,
    size: state.size,
  };
}
