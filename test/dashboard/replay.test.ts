/** What is recorded of a dashboard, replayed, is that dashboard again. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { presentRecords } from '../../src/dashboard/export/save.js';
import { actionOf, isTyped } from '../../src/dashboard/input/keymap.js';
import { trainingActions } from '../../src/dashboard/model/actions.js';
import type { Event } from '../../src/dashboard/model/events.js';
import {
  focusedRun,
  shownSnapshot,
  situation,
  status,
} from '../../src/dashboard/model/selectors.js';
import type { Run, State } from '../../src/dashboard/model/state.js';
import { interruptions } from '../../src/dashboard/model/update/restart.js';
import { update } from '../../src/dashboard/model/update.js';
import { Playback } from '../../src/dashboard/playback.js';
import { createTranslator } from '../../src/dashboard/translator.js';
import { type ResolvedRun, runSettings } from '../../src/options/start.js';
import { createRecordingReader } from '../../src/recording/byteReader.js';
import { createCompleteness } from '../../src/recording/completeness.js';
import { ndjsonFormat } from '../../src/recording/ndjsonFormat.js';
import { type Batch, EMPTY_BATCH, openRecording } from '../../src/recording/open.js';
import { firstRuns, type RunEvent } from '../../src/runs/events.js';
import { resolvedRun } from '../output/records.js';
import { validLines } from '../recording/schema.js';
import { pressed, Simulation } from './states.js';

const size = { columns: 80, rows: 24 };

/** A dashboard, and what is recorded of it up to now; at its end with the ends of its runs. */
function recorded(run: ResolvedRun) {
  const simulation = new Simulation(size, { runs: runSettings(run), pace: run.options.pace });
  const live = simulation.state.live.map((each) => ({ ...each, seed: run.seed }));
  simulation.state = { ...simulation.state, live };
  const text = (events: readonly RunEvent[]) => {
    const format = ndjsonFormat(run);
    return format.head + events.map(format.text).join('');
  };
  const told = () => [...simulation.events, ...interruptions(simulation.state.live)];
  return { run, simulation, told, soFar: () => text(simulation.events), ended: () => text(told()) };
}

/** The state that a recording leads to, however it is cut into pieces of so many bytes. */
async function replayed(text: string, pieceLength = 100_000): Promise<State> {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += pieceLength) {
      yield bytes.subarray(start, start + pieceLength);
    }
    yield null;
  }
  const { problem, batches } = await openRecording(pieces());
  const translator = createTranslator(problem);
  let state = translator.start(size);
  for await (const batch of batches) {
    const { events, warning } = translator.translate(batch);
    state = update(state, { type: 'recorded', events }).state;
    if (warning !== undefined) {
      state = update(state, { type: 'warning', text: warning }).state;
    }
  }
  return state;
}

/** A run without what no recording holds; numbers that are not finite are null. */
function kept({
  elapsed: _,
  paceReached: __,
  rateAsked: ___,
  optimizerAsked: ____,
  trace: _____,
  ...run
}: Run): unknown {
  return plain(run);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (Object.is(item, -0) ? '-0' : item)));
}

function runsOf({ live, earlier }: State) {
  return { live: live.map(kept), earlier: earlier.map(kept) };
}

/** The events and the runs that a recording brings back are those of the dashboard that was left. */
async function assertSame(dashboard: ReturnType<typeof recorded>, pieceLength?: number) {
  const { simulation, told, ended } = dashboard;
  const text = ended();
  validLines(text);
  const reader = createRecordingReader();
  assert.deepEqual(plain(reader.write(Buffer.from(text))), plain(told()));
  const events = interruptions(simulation.state.live);
  const left = update(simulation.state, { type: 'recorded', events }).state;
  const state = await replayed(text, pieceLength);
  assert.deepEqual(runsOf(state), runsOf(left));
  return state;
}

function play(simulation: Simulation, keys: readonly string[]): void {
  for (const key of keys) {
    simulation.press(key);
    simulation.pass(400);
  }
}

describe('a recording replayed shows', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'a run': [],
    'a reset': ['r'],
    'a reseed and a reset of that': ['n', 'r'],
    'a learning rate turned up and down': [']', ']', '[', 'space', ']', ']', 'space'],
    'another optimizer, and its beta turned': ['m', '>', 'm', '<', 'space', 'm', 'm', 'm', 'space'],
    'a branch with another optimizer': ['left', 'left', 'm', '>', 'enter'],
    'a branch': ['left', 'left', 'enter'],
    'a branch of a branch with another rate': ['left', 'enter', ']', 'left', 'left', 'enter'],
    'a pause and a step': ['space', 's', ']'],
  };
  for (const [what, keys] of Object.entries(cases)) {
    for (const argv of ['--lr 1e-6', '--lr 1e-6 2e-6 3e-6', '--optimizer adam momentum:0.5 sgd']) {
      test(`${what}, ${argv}`, async () => {
        const dashboard = recorded(resolvedRun('--seed', '5', ...argv.split(' ')));
        dashboard.simulation.pass(900);
        play(dashboard.simulation, keys);
        await assertSame(dashboard);
      });
    }
  }

  test('the rates of a run that was reset, in whatever pieces its lines come', async () => {
    const dashboard = recorded(resolvedRun('--seed', '5'));
    dashboard.simulation.pass(100);
    play(dashboard.simulation, ['r', ']', '[']);
    for (let length = 100; length < dashboard.ended().length; length += 50) {
      await assertSame(dashboard, length);
    }
  });

  test('a run that was trained on after its end', async () => {
    const run = resolvedRun('--seed', '5', '--pace', '500', '--iterations', '300');
    const dashboard = recorded(run);
    const { simulation } = dashboard;
    simulation.pass(1000);
    play(simulation, ['space', 'space', 'space']);
    assert.equal(focusedRun(simulation.state).iterations, 600);
    await assertSame(dashboard);
  });

  test('a run that was replaced just where it was to continue', async () => {
    const dashboard = recorded(resolvedRun('--seed', '5', '--iterations', '300'));
    dashboard.simulation.pass(1000);
    dashboard.simulation.press('space');
    dashboard.simulation.press('space');
    assert.equal(focusedRun(dashboard.simulation.state).present!.iteration, 300);
    assert.equal(focusedRun(await assertSame(dashboard)).iterations, 600);
  });

  test('a record however far beyond the end, at once', async () => {
    const run = resolvedRun('--seed', '5', '--iterations', '1', '--every', '1');
    const { simulation, soFar } = recorded(run);
    simulation.pass(100);
    const [head, record] = soFar()
      .replace(/,"check":"\w+"/g, '')
      .split('\n') as [string, string];
    const far = { ...JSON.parse(record), iteration: Number.MAX_SAFE_INTEGER };
    const { live } = await replayed(`${head}\n${JSON.stringify(far)}\n`);
    assert.equal(live[0]!.present!.iteration, Number.MAX_SAFE_INTEGER);
    assert.ok(live[0]!.iterations >= Number.MAX_SAFE_INTEGER);
  });

  test('a run that diverged, beside one that did not', async () => {
    const dashboard = recorded(resolvedRun('--seed', '5', '--lr', '5e-6', '1e-6'));
    dashboard.simulation.pass(5000);
    const { live } = await assertSame(dashboard);
    assert.deepEqual(
      live.map(({ status }) => status),
      ['diverged', 'finished'],
    );
  });

  test('a run that diverged where the schedule would have changed its rate', async () => {
    const run = resolvedRun('--seed', '5', '--schedule', '40:1e160,41:1e-6');
    const { simulation, ended } = recorded(run);
    simulation.pass(1000);
    const text = ended();
    assert.deepEqual(
      validLines(text).map(({ type }) => type),
      ['problem', 'outcome'],
    );
    const { status, rateChanges, present } = focusedRun(await replayed(text));
    assert.deepEqual([status, present!.iteration, present!.learningRate], ['diverged', 41, 1e160]);
    assert.deepEqual(rateChanges, [{ iteration: 40, learningRate: 1e160 }]);
  });

  test('whatever was done', async () => {
    const keys = 'space s r n ] [ { } 0 w m < > left enter home tab + escape'.split(' ');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.nat({ max: 700 })), { maxLength: 12 }),
        fc.integer({ min: 50, max: 5000 }),
        fc.constantFrom('none', '150:3e-6,250:1e-6', '99:3e-6,100:1e-6,400:2e-6', '50:1'),
        fc.constantFrom(1, 7, 100),
        async (actions, pieceLength, schedule, every) => {
          const rates = ['--lr', '1e-6', '2e-6', '--schedule', schedule];
          const optimizers = ['--optimizer', 'sgd', 'momentum'];
          const numbers = ['--iterations', '700', '--every', String(every)];
          const run = resolvedRun('--seed', '5', ...numbers, ...rates, ...optimizers);
          const dashboard = recorded(run);
          for (const [key, milliseconds] of actions) {
            dashboard.simulation.press(key);
            dashboard.simulation.pass(milliseconds);
          }
          await assertSame(dashboard, pieceLength);
          const completeness = createCompleteness(firstRuns(run), every);
          dashboard.told().forEach(completeness.accept);
          assert.equal(completeness.missing(), null);
        },
      ),
      {
        numRuns: 30,
        // A change by hand that undoes the schedule's change at the same iteration.
        examples: [
          [
            [
              ['n', 417],
              ['enter', 383],
              ['space', 0],
              ['0', 0],
              ['space', 198],
            ],
            672,
            '99:3e-6,100:1e-6,400:2e-6',
            100,
          ],
        ],
      },
    );
  });

  test('a growing recording as running, a complete one as ended', async () => {
    const { simulation, soFar, ended } = recorded(resolvedRun('--seed', '5'));
    simulation.pass(900);
    assert.equal(focusedRun(await replayed(soFar())).status, 'running');
    assert.equal(focusedRun(await replayed(ended())).status, 'paused');
  });

  test('with a warning that a record is missing', async () => {
    const { simulation, ended } = recorded(resolvedRun('--seed', '5'));
    simulation.pass(1300);
    const state = await replayed(ended().split('\n').toSpliced(2, 1).join('\n'));
    assert.equal(state.warning, '1 record is missing in the recording.');
  });

  test('up to where a recording is cut off, with a warning', async () => {
    const { simulation, soFar } = recorded(resolvedRun('--seed', '5'));
    simulation.pass(1300);
    const state = await replayed(soFar().slice(0, -20));
    assert.equal(state.warning, 'The last line is cut off: recorded up to iteration 499.');
    assert.equal(focusedRun(state).present?.iteration, 499);
    const goingOn = await replayed(soFar());
    assert.equal(goingOn.warning, 'The end of the run is not recorded yet.');
  });
});

describe('recordings side by side', () => {
  /** The state that recordings lead to when taken in one after the other. */
  async function compared(...dashboards: readonly ReturnType<typeof recorded>[]): Promise<State> {
    let lane = 0;
    const translators = dashboards.map(({ run }, index) => {
      const translator = createTranslator(run, { index, count: dashboards.length, lane });
      lane += translator.first.length;
      return translator;
    });
    const live = translators.flatMap((translator) => translator.start(size).live);
    let state: State = { ...translators[0]!.start(size), live };
    for (const [i, { told }] of dashboards.entries()) {
      const { events } = translators[i]!.translate({ ...EMPTY_BATCH, events: told() });
      state = update(state, { type: 'recorded', events }).state;
    }
    return state;
  }

  test('are the same runs as alone, whatever the others were asked for', async () => {
    const one = recorded(
      resolvedRun('--seed', '5', '--schedule', '150:3e-6', '--iterations', '700'),
    );
    const other = recorded(
      resolvedRun('--seed', '6', '--lr', '1e-6', '2e-6', '--every', '7', '--iterations', '300'),
    );
    for (const { simulation } of [one, other]) {
      simulation.pass(900);
      play(simulation, ['r', 'left', 'enter', ']']);
      simulation.pass(3000);
      play(simulation, ['space']);
    }
    const state = await compared(one, other);
    const own = ({ lane: _, number: __, ordinal: ___, leftFor: ____, ...run }: Run) =>
      kept(run as Run);
    const alone = await Promise.all([one, other].map(({ ended }) => replayed(ended())));
    assert.deepEqual(
      state.live.map(own),
      alone.flatMap(({ live }) => live.map(own)),
    );
    assert.deepEqual(
      state.live.map(({ lane }) => lane),
      [0, 1, 2],
    );
    const numbers = [...state.live, ...state.earlier].map(({ number }) => number);
    assert.equal(new Set(numbers).size, numbers.length);
  });
});

describe('a recording that is played', () => {
  /** A dashboard before a recording that plays on a clock of its own. */
  async function watched() {
    const dashboard = recorded(resolvedRun('--seed', '5', '--iterations', '500'));
    dashboard.simulation.pass(2000);
    const translator = createTranslator(dashboard.run);
    const playback = new Playback(500);
    playback.load([translator.first], 100, 0);
    playback.add(0, dashboard.told());
    playback.handle({ type: 'resume' }, 0);
    let [time, state] = [0, translator.start(size)];
    const send = (event: Event): void => {
      const { state: next, effects } = update(state, event);
      state = next;
      for (const effect of effects) {
        if (effect.type === 'command') {
          show(playback.handle(effect.command, time));
        } else if (effect.type === 'seek') {
          const { again, events } = playback.seek(effect.to, time);
          if (again) {
            send({ type: 'recordedAgain', live: translator.start(size).live, events });
          } else {
            show(events);
          }
        }
      }
    };
    const show = (events: readonly RunEvent[]): void => send({ type: 'recorded', events });
    return {
      state: () => state,
      at: () => shownSnapshot(state)!.iteration,
      pass(milliseconds: number): void {
        time += milliseconds;
        show(playback.drain(time));
      },
      press(...keys: readonly string[]): void {
        for (const key of keys) {
          send(isTyped(state, key) ? { type: 'typed', key } : pressed(actionOf(key)!));
        }
      },
    };
  }

  test('begins at iteration 0, plays, pauses and steps', async () => {
    const { state, at, pass, press } = await watched();
    assert.deepEqual([at(), status(state()), situation(state())], [0, 'running', 'running']);
    pass(400);
    assert.equal(at(), 199);
    press('space');
    pass(10_000);
    assert.deepEqual([at(), status(state()), situation(state())], [199, 'paused', 'paused']);
    press('s');
    assert.deepEqual([at(), status(state())], [299, 'paused']);
    press('space', '+');
    pass(100);
    assert.deepEqual([at(), state().pace], [399, 1000]);
  });

  test('plays again from its start after the end, and from a moment that is looked at', async () => {
    const { state, at, pass, press } = await watched();
    press('end');
    assert.deepEqual([at(), status(state()), situation(state())], [500, 'finished', 'played']);
    press('space');
    assert.deepEqual([at(), situation(state())], [0, 'running']);
    pass(700);
    assert.equal(at(), 299);
    press('left', 'left');
    assert.deepEqual([at(), situation(state())], [99, 'rewound']);
    pass(1000);
    press('space');
    assert.deepEqual([at(), state().rewind], [99, null]);
    pass(202);
    assert.equal(at(), 199);
    press('left', 'escape');
    assert.deepEqual([at(), situation(state())], [199, 'running']);
  });

  test('goes to an iteration that is typed, played already or not', async () => {
    const { state, at, pass, press } = await watched();
    press('G', '4', '2', '0', 'enter');
    assert.deepEqual([at(), situation(state())], [399, 'paused']);
    press('G', '1', '0', '0', 'enter');
    assert.deepEqual([at(), situation(state())], [99, 'rewound']);
    press('G', '5', '0', '1', 'enter');
    assert.match(state().prompt!.problem!, /from 0 to 500/);
    press('escape', 'home', 'space');
    pass(200);
    assert.equal(at(), 99);
  });
});

describe('in a recording', () => {
  test('the warning of a line that is cut off ends when its rest comes', () => {
    const translator = createTranslator(resolvedRun('--seed', '5'));
    const batch: Batch = { ...EMPTY_BATCH, atEnd: true, cutOff: true };
    const warnings = [batch, { ...batch, cutOff: false }].map(
      (each) => translator.translate(each).warning,
    );
    assert.deepEqual(warnings, [
      'The last line is cut off: recorded up to iteration 0.',
      'The end of the run is not recorded yet.',
    ]);
  });

  test('keys that train only show a message, until the next key', async () => {
    const { simulation, ended } = recorded(resolvedRun('--seed', '5'));
    simulation.pass(900);
    const state = await replayed(ended());
    for (const action of trainingActions) {
      const after = update(state, pressed(action));
      assert.deepEqual(after.effects, [], action);
      assert.match(after.state.message ?? '', /^This is a recording/, action);
      assert.deepEqual({ ...after.state, message: null }, state);
      const next = update(after.state, pressed('lossScale')).state;
      assert.equal(next.message, null);
    }
  });

  test('looking back and comparing work as usual', async () => {
    const { simulation, ended } = recorded(resolvedRun('--seed', '5', '--lr', '1e-6', '2e-6'));
    simulation.pass(1500);
    simulation.press('r');
    simulation.pass(900);
    let state = await replayed(ended());
    const press = (action: 'back' | 'nextLane' | 'leave') => {
      state = update(state, pressed(action)).state;
    };
    press('back');
    press('back');
    assert.equal(state.rewind?.iteration, 199);
    press('leave');
    assert.equal(state.rewind, null);
    press('nextLane');
    assert.equal(state.focus, 1);
    assert.equal(state.earlier.length, 2);
  });
});

describe('what e saves', () => {
  test('is a recording of the runs side by side', async () => {
    const run = resolvedRun('--seed', '5', '--lr', '1e-6', '2e-6');
    const { simulation } = recorded(run);
    simulation.pass(900);
    play(simulation, ['n', ']']);
    const text = presentRecords(simulation.state, run);
    validLines(text);
    const state = await replayed(text);
    const kept = ({ seed, initial, history, present }: Run) => ({
      ...{ seed, initial, present },
      snapshots: history.snapshots,
    });
    assert.deepEqual(state.live.map(kept), simulation.state.live.map(kept));
    assert.deepEqual(state.earlier, []);
  });

  test('has the changes of the learning rate, also at iterations that are no records', async () => {
    const schedule = ['--schedule', '200:2e-6,1500:1e-6'];
    const run = resolvedRun('--seed', '5', ...schedule);
    const { simulation } = recorded(run);
    simulation.press(']');
    simulation.pass(900);
    play(simulation, ['[', '[']);
    const text = presentRecords(simulation.state, run);
    validLines(text);
    const state = await replayed(text);
    const changes = focusedRun(simulation.state).rateChanges;
    assert.ok(changes.length === 4, JSON.stringify(changes));
    const { learningRate, rateChanges, history, present } = focusedRun(state);
    assert.deepEqual([{ iteration: 0, learningRate }, ...rateChanges], changes);
    assert.deepEqual(history, focusedRun(simulation.state).history);
    assert.deepEqual(present, focusedRun(simulation.state).present);
  });

  test('before the first progress is the problem alone', () => {
    const { simulation } = recorded(resolvedRun('--seed', '5'));
    const state = { ...simulation.state, live: simulation.state.live.map(notStarted) };
    assert.equal(validLines(presentRecords(state, resolvedRun('--seed', '5'))).length, 1);
  });
});

function notStarted(run: Run): Run {
  return { ...run, status: 'starting', present: null, history: { ...run.history, snapshots: [] } };
}
