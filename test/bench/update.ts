/**
 * Takes updates of the dashboard apart: `node update.js COLUMNS ROWS` prints what one costs, by
 * part, of a run's first twenty updates and of its second hundred, as JSON. A process of its own,
 * so that the first ones are done by code that is not yet compiled, as they are in the program.
 *
 * Both threads' work is done here in turn, on a clock that only stands in for the time; what is
 * written goes nowhere.
 */

import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Event } from '../../src/dashboard/model/events.js';
import { initialState } from '../../src/dashboard/model/state.js';
import { update } from '../../src/dashboard/model/update.js';
import { createView, panels } from '../../src/dashboard/render/view.js';
import { createTheme } from '../../src/dashboard/style/theme.js';
import { openScreen } from '../../src/dashboard/terminal/terminal.js';
import { analyse } from '../../src/fit/analysis.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import { standardNormals } from '../../src/fit/random.js';
import { INTERVAL, type RunSettings } from '../../src/options/start.js';
import { packProgress, unpackProgress } from '../../src/training/packing.js';
import type { Progress } from '../../src/training/protocol.js';
import { Trainer } from '../../src/training/trainer.js';
import type { Part, UpdateCost } from './updates.js';

const UPDATES = 200;

/** The first and last updates that a mean is taken of. */
const SPANS = [
  [1, 20],
  [101, 200],
] as const;

const [columns, rows] = process.argv.slice(2).map(Number);
const size = { columns: columns!, rows: rows! };

const settings: RunSettings = {
  degree: 3,
  samples: 2000,
  interval: INTERVAL,
  engine: 'pointwise',
  initial: standardNormals(42, 4),
  learningRate: 1e-6,
  optimizer: OPTIMIZERS.sgd,
  schedule: [],
  iterations: 100 * UPDATES,
  every: 100,
};
const pace = 500;

/** Milliseconds and bytes so far. */
const spent = {
  train: 0,
  message: 0,
  update: 0,
  panels: 0,
  view: 0,
  render: 0,
  write: 0,
  bytes: 0,
};

function timed<Value>(part: keyof typeof spent, act: () => Value): Value {
  const begun = performance.now();
  const value = act();
  spent[part] += performance.now() - begun;
  return value;
}

const output = new Writable({
  write(chunk: Buffer, _encoding, done) {
    spent.bytes += chunk.length;
    done();
  },
});
const terminal = Object.assign(output, { isTTY: true, ...size }) as unknown as WriteStream;
const screen = openScreen(terminal, { unicode: true, color: true });
const internals = screen as unknown as Record<'render' | 'draw', (...rows: number[]) => void>;
for (const [method, part] of [
  ['render', 'render'],
  ['draw', 'write'],
] as const) {
  const real = internals[method].bind(screen);
  internals[method] = (...args) => timed(part, () => real(...args));
}
for (const name of Object.keys(panels) as (keyof typeof panels)[]) {
  const real = panels[name];
  panels[name] = (...args) => timed('panels', () => real(...args));
}
const view = createView(screen, createTheme(true, true));

let now = 0;
const sent: Progress[] = [];
const trainer = new Trainer(
  { run: 0, settings, pace, paused: false, watched: true },
  { now: () => now, send: (progress) => sent.push(progress) },
);
const { port1: worker, port2: main } = new MessageChannel();
const { samples, interval, degree } = settings;
let state = initialState({
  runs: [settings],
  seed: 42,
  pace,
  paused: false,
  size,
});

function dispatch(event: Event): void {
  state = timed('update', () => update(state, event)).state;
}

function train(): void {
  while (sent.length === 0) {
    now += trainer.slice() ?? 1;
  }
}

function show(): void {
  const progress = timed('message', () => {
    worker.postMessage(packProgress(sent.shift()!));
    return unpackProgress(receiveMessageOnPort(main)!.message);
  });
  dispatch({ type: 'progress', progress });
  trainer.handle({ type: 'acknowledge' });
  timed('view', () => view.draw(state));
  timed('write', () => screen.program.flush());
}

// The first frame, which is part of the start.
show();
dispatch({ type: 'analysis', analysis: analyse(samples, interval, degree) });
const after: (typeof spent)[] = [{ ...spent }];
for (let i = 0; i < UPDATES; i++) {
  timed('train', train);
  show();
  after.push({ ...spent });
}
worker.close();
process.stdout.write(JSON.stringify(SPANS.map(([first, last]) => meanCost(first, last))));

/** The mean cost of an update; a part that contains others counts without them. */
function meanCost(first: number, last: number): UpdateCost {
  const mean = (part: keyof typeof spent) =>
    (after[last]![part] - after[first - 1]![part]) / (last - first + 1);
  const milliseconds: Record<Part, number> = {
    train: mean('train'),
    message: mean('message'),
    update: mean('update'),
    panels: mean('panels'),
    canvas: mean('view') - mean('panels') - mean('render'),
    cells: mean('render') - mean('write'),
    write: mean('write'),
  };
  return { updates: `${first} to ${last}`, milliseconds, bytes: mean('bytes') };
}
