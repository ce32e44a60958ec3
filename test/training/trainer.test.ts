import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createObjective } from '../../src/fit/createObjective.js';
import { Descent, type Snapshot } from '../../src/fit/descent.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import type { RunSettings } from '../../src/options/start.js';
import type { Command, Progress } from '../../src/training/protocol.js';
import { MAX_WAITING_EVENTS } from '../../src/training/reports.js';
import { Trainer } from '../../src/training/trainer.js';
import { recordsOf, restart, settings, trainPlainly } from './model.js';

/** More looks at the clock than any of these runs takes. */
const MANY = 50_000;

/** A trainer in a world whose time passes only as the test says. */
class Rig {
  time = 0;
  /** Milliseconds that pass with each look at the clock. */
  tick = 0;
  slices = 0;
  #looks = 0;
  readonly sent: { readonly time: number; readonly progress: Progress }[] = [];
  readonly trainer: Trainer;
  #acknowledged = 0;

  constructor(
    run: RunSettings,
    { pace = Number.POSITIVE_INFINITY, paused = false, watched = false } = {},
  ) {
    this.trainer = new Trainer(
      { run: 1, settings: run, pace, paused, watched },
      {
        now: () => {
          this.#looks += 1;
          assert.ok(this.#looks < MANY, 'goes on for ever');
          this.time += this.tick;
          // A real clock does not start with the trainer.
          return 1_000_000 + this.time;
        },
        send: (progress) => this.sent.push({ time: this.time, progress }),
      },
    );
  }

  get last(): Progress {
    return this.sent.at(-1)!.progress;
  }

  get unacknowledged(): number {
    return this.sent.length - this.#acknowledged;
  }

  records(run = this.last.run): number[] {
    return this.sent
      .filter(({ progress }) => progress.run === run)
      .flatMap(({ progress }) => recordsIn(progress).map(({ iteration }) => iteration));
  }

  /** The answer to a command: the last progress that it brought about. */
  ask(command: Exclude<Command, { type: 'acknowledge' }>): Progress {
    const before = this.sent.length;
    this.trainer.handle(command);
    assert.ok(this.sent.length > before, `${command.type} is answered at once`);
    return this.last;
  }

  acknowledge(): void {
    this.#acknowledged += 1;
    this.trainer.handle({ type: 'acknowledge' });
  }

  slice(): number | null {
    this.slices += 1;
    return this.trainer.slice();
  }

  /** Calls slices as asked and acknowledges everything, until there is nothing to do or time is up. */
  drive(until = Number.POSITIVE_INFINITY): void {
    for (;;) {
      const wait = this.slice();
      const news = this.unacknowledged > 0;
      while (this.unacknowledged > 0) {
        this.acknowledge();
      }
      if (news) {
        continue;
      }
      if (wait === null) {
        return;
      }
      if (this.time + wait > until) {
        this.time = until;
        return;
      }
      this.time += wait;
    }
  }
}

function recordsIn({ events }: Progress): readonly Snapshot[] {
  return events.filter(({ type }) => type === 'record').map(({ state }) => state);
}

suite('trainer', () => {
  test('starts at iteration 0, running or paused', () => {
    const running = new Rig(settings, { pace: 500 });
    assert.deepEqual(running.last, {
      run: 1,
      status: 'running',
      events: [],
      present: trainPlainly(settings, 0)[0],
      iterations: 2000,
      trace: [],
      elapsed: 0,
      paceReached: null,
    });
    const paused = new Rig(settings, { pace: 500, paused: true });
    assert.equal(paused.last.status, 'paused');
    assert.equal(paused.slice(), null);
    assert.equal(paused.sent.length, 1);
  });

  test('a whole run brings every record and ends at the last iteration', () => {
    const rig = new Rig(settings);
    rig.drive();
    assert.equal(rig.last.status, 'finished');
    const model = trainPlainly(settings, 2000);
    assert.deepEqual(rig.last.present, model.at(-1));
    const records = rig.sent.flatMap(({ progress }) => recordsIn(progress));
    assert.deepEqual(records, recordsOf(model, 100));
    assert.equal(records.length, 20);
  });

  test('uses the given engine', () => {
    const rig = new Rig({ ...settings, engine: 'moments' });
    rig.drive();
    const { samples, interval, degree, initial, learningRate } = settings;
    const objective = createObjective('moments', samples, interval, degree);
    const descent = new Descent(objective, initial, learningRate);
    while (descent.iteration < 2000) {
      descent.step();
    }
    assert.deepEqual(rig.last.present, descent.snapshot());
    assert.notDeepEqual(rig.last.present, trainPlainly(settings, 2000).at(-1));
  });

  test('follows the schedule, even in a branch, and allows changes by hand', () => {
    const schedule = [
      { iteration: 50, learningRate: 2e-4 },
      { iteration: 150, learningRate: 3e-4 },
    ];
    const rig = new Rig({ ...settings, schedule, iterations: 300, every: 20 }, { paused: true });
    const ratesOf = (run: number) =>
      rig.sent
        .map(({ progress }) => progress)
        .filter((progress) => progress.run === run)
        .flatMap(recordsIn)
        .map(({ iteration, learningRate }) => `${iteration}:${learningRate}`);
    rig.ask({ type: 'step', iterations: 79 });
    rig.drive();
    rig.ask({ type: 'learningRate', learningRate: 5e-5 });
    rig.ask({ type: 'resume' });
    rig.drive();
    assert.equal(
      ratesOf(1).join(' '),
      '19:0.0001 39:0.0001 59:0.0002 79:0.0002 99:0.00005 119:0.00005 139:0.00005 ' +
        '159:0.0003 179:0.0003 199:0.0003 219:0.0003 239:0.0003 259:0.0003 279:0.0003 299:0.0003',
    );
    const from = { iteration: 139, coefficients: settings.initial, learningRate: 1e-4 };
    rig.ask({
      ...{ type: 'restart', run: 2, from, isBranch: true },
      ...{ iterations: 200, paused: false },
    });
    rig.drive();
    assert.equal(ratesOf(2).join(' '), '159:0.0003 179:0.0003 199:0.0003');
  });

  test('counts iteration 0 as a record when every iteration is', () => {
    const rig = new Rig({ ...settings, iterations: 3, every: 1 });
    rig.drive();
    assert.deepEqual(rig.records(), [0, 1, 2]);
  });

  test('counts the end as a record once the run continues', () => {
    const rig = new Rig({ ...settings, iterations: 3, every: 4 });
    rig.drive();
    assert.deepEqual(rig.records(), []);
    rig.ask({ type: 'extend', iterations: 8 });
    rig.drive();
    assert.deepEqual(rig.records(), [3, 7]);
  });
});

suite('trainer pace', () => {
  test('is accurate to the millisecond', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive();
    for (const { time, progress } of rig.sent) {
      assert.equal(progress.present.iteration, time / 2);
      assert.equal(progress.elapsed, time);
      if (time > 0) {
        assert.equal(progress.paceReached, 500);
      }
    }
    assert.equal(rig.time, 4000);
    assert.equal(rig.last.status, 'finished');
  });

  test('of any value is kept', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 500 }),
        (pace, iterations, every) => {
          const rig = new Rig({ ...settings, samples: 2, iterations, every }, { pace });
          rig.drive();
          assert.equal(rig.last.status, 'finished');
          const due = (iterations * 1000) / pace;
          assert.ok(rig.time > due - 1e-6 && rig.time <= due + 2, `${rig.time} for ${due}`);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('sleeps until a record is due, not for each iteration', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(2000);
    const { slices } = rig;
    const sent = rig.sent.length;
    rig.drive(3000);
    assert.deepEqual(
      rig.sent.slice(sent).map(({ time, progress }) => [time, progress.present.iteration]),
      [
        [2198, 1099],
        [2398, 1199],
        [2598, 1299],
        [2798, 1399],
        [2998, 1499],
      ],
    );
    // One slice to train, and two that the acknowledgement brings about.
    assert.ok(rig.slices - slices <= 3 * 6, `${rig.slices - slices} slices`);
  });

  test('that is slow reports records and the end, and nothing between them', () => {
    const rig = new Rig({ ...settings, iterations: 250, every: 100 }, { pace: 1 });
    rig.drive();
    assert.deepEqual(
      rig.sent.map(({ time, progress }) => [time, progress.present.iteration]),
      [0, 99, 199, 250].map((iteration) => [iteration * 1000, iteration]),
    );
  });

  test('that is faster than progress may be sent wakes only for progress', () => {
    const run = { ...settings, iterations: 100_000, every: 10 };
    const rig = new Rig(run, { pace: 10_000 });
    rig.drive(1000);
    const before = rig.sent.length;
    const { slices } = rig;
    rig.drive(2000);
    const seen = rig.sent.slice(before);
    assert.ok(rig.slices - slices <= 2 * 31 + 1, `${rig.slices - slices} slices`);
    assert.ok(seen.length >= 29 && seen.length <= 31, `${seen.length} progresses`);
    assert.deepEqual(
      rig.records(),
      Array.from({ length: rig.records().length }, (_, index) => index * 10 + 9),
    );
  });

  test('changes from where the run should be now', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(101);
    assert.equal(rig.ask({ type: 'pace', pace: 10 }).present.iteration, 50);
    rig.drive(1101);
    assert.equal(rig.ask({ type: 'pause' }).present.iteration, 60);
    assert.equal(rig.last.paceReached, 10);
  });

  test('does not catch up on time in which the process was stopped', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(2000);
    assert.ok(rig.slice()! > 0);
    rig.time += 60_000;
    rig.slice();
    const { iteration } = rig.ask({ type: 'pause' }).present;
    // At most the 100 iterations that were slept for and a tenth of a second's more.
    assert.ok(iteration >= 1000 && iteration <= 1150, `iteration ${iteration}`);
    assert.ok(rig.last.elapsed <= 2300, `${rig.last.elapsed} ms`);
    rig.ask({ type: 'resume' });
    rig.drive(rig.time + 200);
    assert.equal(rig.ask({ type: 'pause' }).present.iteration, iteration + 100);
  });

  test('does not count such time at full speed either', () => {
    const rig = new Rig({ ...settings, iterations: 1e9 });
    rig.tick = 0.3;
    rig.slice();
    const spent = rig.time;
    rig.time += 60_000;
    const { elapsed } = rig.ask({ type: 'pause' });
    assert.ok(elapsed <= spent + 110, `${elapsed} ms`);
  });

  test('a command right after such a stop costs no time', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(2000);
    rig.slice();
    rig.time += 60_000;
    const { iteration } = rig.ask({ type: 'resume' }).present;
    assert.ok(iteration <= 1150, `iteration ${iteration}`);
    rig.drive(rig.time + 200);
    assert.equal(rig.ask({ type: 'pause' }).present.iteration, iteration + 100);
  });

  test('just within the machine’s reach is kept: it never sleeps longer than it can catch up', () => {
    const rig = new Rig({ ...settings, iterations: 100, every: 1000 }, { pace: 50 });
    rig.tick = 3;
    rig.drive();
    assert.ok(rig.last.elapsed >= 2000 && rig.last.elapsed < 2100, `${rig.last.elapsed} ms`);
  });

  test('out of the machine’s reach is not caught up on later', () => {
    const rig = new Rig(settings, { pace: 1000 });
    rig.tick = 8;
    for (let i = 0; i < 50; i++) {
      assert.equal(rig.slice(), 0);
      while (rig.unacknowledged > 0) {
        rig.acknowledge();
      }
    }
    rig.tick = 0;
    const before = rig.last.present.iteration;
    const { iteration } = rig.ask({ type: 'pause' }).present;
    // A tenth of a second's, and those of the slice itself.
    assert.ok(iteration - before <= 160, `${iteration - before} iterations at once`);
  });

  test('is measured again after a pause, and unknown after a step', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(1000);
    rig.ask({ type: 'pause' });
    rig.ask({ type: 'step', iterations: 100 });
    rig.ask({ type: 'pace', pace: 50 });
    rig.tick = 0.25;
    rig.drive();
    rig.tick = 0;
    assert.equal(rig.last.status, 'paused');
    assert.equal(rig.last.paceReached, null);
    rig.ask({ type: 'resume' });
    rig.drive(rig.time + 1000);
    assert.equal(rig.ask({ type: 'pause' }).paceReached, 50);
  });
});

suite('trainer pace reached', () => {
  test('of a branch is unknown at first', () => {
    for (const pace of [1, 50, 500, Number.POSITIVE_INFINITY]) {
      const rig = new Rig(settings, { pace });
      rig.drive(300);
      rig.ask(restart(settings, 2, settings.initial, false));
      rig.time += 3;
      assert.equal(rig.ask({ type: 'resume' }).paceReached, null, `${pace}`);
    }
  });

  test('is never far off, whenever it is asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1e4, noNaN: true }),
        fc.integer({ min: 1, max: 3000 }),
        (pace, time) => {
          const rig = new Rig({ ...settings, samples: 2, iterations: 1e6 }, { pace });
          rig.drive(time);
          const { paceReached } = rig.ask({ type: 'resume' });
          assert.ok(
            paceReached === null || Math.abs(paceReached / pace - 1) <= 0.1,
            `${paceReached}`,
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

suite('trainer slices', () => {
  test('end after a few milliseconds, or one iteration that takes longer', () => {
    const short = new Rig({ ...settings, iterations: 1e6 });
    short.tick = 0.5;
    const start = short.time;
    assert.equal(short.slice(), 0);
    assert.ok(short.time - start <= 10, `${short.time - start} ms`);

    const long = new Rig({ ...settings, every: 1 });
    long.tick = 30;
    for (let iteration = 1; iteration <= 5; iteration++) {
      long.slice();
      assert.equal(long.last.present.iteration, iteration);
      while (long.unacknowledged > 0) {
        long.acknowledge();
      }
    }
  });
});

suite('trainer commands', () => {
  test('pause stops exactly where the run should be, and time stands still', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(301);
    const paused = rig.ask({ type: 'pause' });
    assert.equal(paused.status, 'paused');
    assert.equal(paused.present.iteration, 150);
    assert.equal(paused.elapsed, 301);
    rig.time += 10_000;
    assert.equal(rig.slice(), null);
    assert.deepEqual(rig.ask({ type: 'pause' }), { ...paused, events: [] });
    assert.equal(rig.ask({ type: 'resume' }).status, 'running');
    rig.drive(rig.time + 100);
    const again = rig.ask({ type: 'pause' });
    assert.equal(again.present.iteration, 200);
    assert.equal(again.elapsed, 401);
  });

  test('step trains a paused run for the given number of iterations', () => {
    const rig = new Rig({ ...settings, iterations: 350 }, { pace: 500, paused: true });
    for (const [iterations, iteration, status] of [
      [1, 1, 'paused'],
      [1, 2, 'paused'],
      [297, 299, 'paused'],
      [100, 350, 'finished'],
    ] as const) {
      assert.equal(rig.ask({ type: 'step', iterations }).status, 'running');
      rig.drive();
      assert.equal(rig.last.present.iteration, iteration);
      assert.equal(rig.last.status, status);
    }
    assert.deepEqual(rig.records(), [99, 199, 299]);
    assert.equal(rig.ask({ type: 'step', iterations: 1 }).status, 'finished');
  });

  test('steps asked for at once are all done', () => {
    const rig = new Rig({ ...settings, iterations: 450 }, { pace: 500, paused: true });
    for (const end of [300, 450]) {
      for (let i = 0; i < 3; i++) {
        rig.ask({ type: 'step', iterations: 100 });
      }
      rig.drive();
      assert.equal(rig.last.present.iteration, end);
    }
    assert.deepEqual(rig.records(), [99, 199, 299, 399]);
  });

  test('step does nothing to a running run', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(301);
    rig.ask({ type: 'step', iterations: 1 });
    rig.drive(401);
    const { status, present } = rig.ask({ type: 'extend', iterations: 2000 });
    assert.deepEqual([status, present.iteration], ['running', 200]);
  });

  test('a long step can be paused, resumed and left', () => {
    const run = { ...settings, iterations: 1e9, every: 1e8 };
    const rig = new Rig(run, { pace: 500, paused: true });
    rig.tick = 0.1;
    rig.ask({ type: 'step', iterations: 1e8 });
    assert.equal(rig.slice(), 0);
    const paused = rig.ask({ type: 'pause' });
    assert.equal(paused.status, 'paused');
    assert.ok(paused.present.iteration > 0);
    assert.equal(rig.slice(), null);

    rig.ask({ type: 'step', iterations: 1e8 });
    rig.slice();
    const { iteration } = rig.ask({ type: 'resume' }).present;
    rig.tick = 0;
    rig.drive(rig.time + 1000);
    assert.equal(rig.ask({ type: 'pause' }).present.iteration, iteration + 500);

    rig.tick = 0.1;
    rig.ask({ type: 'step', iterations: 1e8 });
    rig.slice();
    const left = rig.ask(restart(run, 2, run.initial, true));
    assert.deepEqual([left.run, left.status, left.present.iteration], [2, 'paused', 0]);
    assert.equal(rig.slice(), null);
  });

  test('extend continues a finished run, and never shortens one', () => {
    const rig = new Rig({ ...settings, iterations: 150 });
    rig.drive();
    assert.equal(rig.last.present.iteration, 150);
    assert.equal(rig.ask({ type: 'resume' }).status, 'finished');
    assert.equal(rig.ask({ type: 'extend', iterations: 100 }).status, 'finished');
    const extended = rig.ask({ type: 'extend', iterations: 300 });
    assert.deepEqual([extended.status, extended.iterations], ['running', 300]);
    rig.drive();
    assert.deepEqual([rig.last.status, rig.last.present.iteration], ['finished', 300]);
    assert.deepEqual(rig.last.present, trainPlainly(settings, 300).at(-1));
    assert.deepEqual(rig.records(), [99, 199, 299]);
  });

  test('extend leaves a paused run paused', () => {
    const rig = new Rig(settings, { paused: true });
    assert.equal(rig.ask({ type: 'extend', iterations: 3000 }).status, 'paused');
    assert.equal(rig.last.iterations, 3000);
  });

  test('restart sends the rest of the old run, then starts a new one', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(1000);
    rig.ask({ type: 'extend', iterations: 9000 });
    rig.time += 199;
    const initial = [1, 2, 3, 4];
    const answer = rig.ask(restart(settings, 7, initial, false));
    assert.deepEqual(rig.records(1), [99, 199, 299, 399, 499, 599]);
    assert.deepEqual(answer, {
      run: 7,
      status: 'running',
      events: [],
      present: trainPlainly({ ...settings, initial }, 0)[0],
      iterations: 2000,
      trace: [],
      elapsed: 0,
      paceReached: null,
    });
    rig.drive();
    assert.equal(rig.last.elapsed, 4000);
    assert.deepEqual(rig.last.present, trainPlainly({ ...settings, initial }, 2000).at(-1));
  });

  test('a branch continues from a state of another run, with its learning rate', () => {
    const rig = new Rig(settings, { paused: true });
    const model = trainPlainly(settings, 2000);
    const from = model[499]!;
    const command = {
      ...({ type: 'restart', run: 2, from, isBranch: true } as const),
      ...{ iterations: 2000, paused: false },
    };
    assert.deepEqual(rig.ask(command).present, from);
    rig.drive();
    assert.deepEqual(rig.last.present, model[2000]);
    assert.deepEqual(
      rig.records(2),
      recordsOf(model.slice(500), 100).map(({ iteration }) => iteration),
    );
  });

  test('a new learning rate applies from the next update on', () => {
    const rig = new Rig(settings, { pace: 500 });
    rig.drive(1001);
    const { present } = rig.ask({ type: 'learningRate', learningRate: 2e-4 });
    assert.deepEqual(present, { ...trainPlainly(settings, 500)[500]!, learningRate: 2e-4 });
    rig.drive();
    const rest = { ...settings, initial: present.coefficients, learningRate: 2e-4 };
    const model = trainPlainly(rest, 1500)[1500]!;
    assert.deepEqual(rig.last.present, { ...model, iteration: 2000 });
  });

  test('an optimizer makes every update, and its memory goes with a branch', () => {
    for (const optimizer of Object.values(OPTIMIZERS)) {
      const run = { ...settings, optimizer };
      const model = trainPlainly(run, 2000);
      const rig = new Rig(run, { watched: true });
      rig.drive();
      assert.deepEqual(rig.last.present, model[2000]);
      assert.deepEqual(rig.last.trace.at(-1), model[2000]);
      rig.ask({
        ...{ type: 'restart', run: 2, from: model[499]!, isBranch: true },
        ...{ iterations: 2000, paused: false },
      });
      rig.drive();
      assert.deepEqual(rig.last.present, model[2000]);
    }
  });

  test('another optimizer makes the updates from the next one on, with what both remember', () => {
    const momentum = { ...OPTIMIZERS.momentum, beta: 0.5 };
    const model = trainPlainly({ ...settings, optimizer: momentum }, 500)[500]!;
    const rig = new Rig({ ...settings, optimizer: momentum }, { pace: 500 });
    rig.drive(1001);
    const change = { type: 'optimizer', learningRate: 2e-4 } as const;
    const { present, events } = rig.ask({ ...change, optimizer: OPTIMIZERS.nesterov });
    const nesterov = { ...model.optimizer, ...OPTIMIZERS.nesterov };
    assert.deepEqual(present, { ...model, learningRate: 2e-4, optimizer: nesterov });
    assert.deepEqual(
      events.filter(({ type }) => type === 'changed').map(({ state }) => state),
      [present],
    );
    assert.deepEqual(rig.ask({ ...change, optimizer: OPTIMIZERS.nesterov }).events, []);
    rig.drive();
    const rest = { ...settings, initial: present.coefficients, ...change, optimizer: nesterov };
    assert.deepEqual(rig.last.present, { ...trainPlainly(rest, 1500)[1500]!, iteration: 2000 });
  });

  test('restart refuses coefficients that are not the problem’s', () => {
    const rig = new Rig(settings, { paused: true });
    const command = restart(settings, 2, [1, 2], true);
    assert.throws(() => rig.trainer.handle(command), RangeError);
  });
});

suite('trainer flow control', () => {
  test('waits with a bounded number of records while nothing is acknowledged', () => {
    const rig = new Rig({ ...settings, samples: 2, iterations: 1e6, every: 1 });
    rig.tick = 0.01;
    while (rig.slice() !== null) {}
    assert.equal(rig.unacknowledged, 2);
    const sent = rig.records().length;
    assert.equal(rig.slice(), null);

    const answer = rig.ask({ type: 'pace', pace: Number.POSITIVE_INFINITY });
    assert.equal(recordsIn(answer).length, MAX_WAITING_EVENTS);
    assert.equal(rig.unacknowledged, 3);
    assert.deepEqual(
      rig.records(),
      Array.from({ length: sent + MAX_WAITING_EVENTS }, (_, iteration) => iteration),
    );

    while (rig.slice() !== null) {}
    assert.equal(rig.unacknowledged, 3);
    rig.acknowledge();
    assert.equal(rig.slice(), null);
    rig.acknowledge();
    rig.time += rig.slice()!;
    rig.slice();
    assert.equal(rig.unacknowledged, 2);
    assert.equal(recordsIn(rig.last).length, MAX_WAITING_EVENTS);
    assert.equal(recordsIn(rig.last)[0]!.iteration, answer.present.iteration + 1);
  });

  test('the end of a run is sent as soon as it may be', () => {
    const rig = new Rig(settings);
    assert.equal(rig.ask({ type: 'resume' }).present.iteration, 0);
    assert.equal(rig.slice(), null);
    assert.equal(rig.last.status, 'running');
    rig.acknowledge();
    assert.equal(rig.slice(), null);
    assert.equal(rig.last.status, 'finished');
  });

  test('sends at most about thirty a second', () => {
    const rig = new Rig({ ...settings, iterations: 1e9 });
    rig.tick = 0.3;
    rig.drive(500);
    const gaps = rig.sent.slice(1).map(({ time }, index) => time - rig.sent[index]!.time);
    assert.ok(gaps.length >= 13, `${gaps.length} progresses`);
    assert.ok(Math.min(...gaps) >= 33, `${Math.min(...gaps)} ms apart`);
  });

  test('time spent waiting is not caught up on', () => {
    const rig = new Rig({ ...settings, samples: 2, iterations: 1e6, every: 1 }, { pace: 1e4 });
    rig.ask({ type: 'resume' });
    for (let wait = rig.slice(); wait !== null; wait = rig.slice()) {
      rig.time += wait;
    }
    rig.time += 60_000;
    rig.acknowledge();
    rig.slice();
    const { iteration } = rig.last.present;
    assert.equal(iteration, MAX_WAITING_EVENTS);
    assert.ok(rig.last.elapsed >= 60_000, 'but it counts: the pace reached is what is seen');
    rig.acknowledge();
    const caughtUp = rig.ask({ type: 'pause' }).present.iteration - iteration;
    assert.ok(caughtUp <= 1001, `${caughtUp} iterations at once`);
  });
});

suite('a trainer that is watched', () => {
  const tracesOf = ({ sent }: Rig) => sent.flatMap(({ progress }) => progress.trace);

  test('reports every iteration; an unwatched run does not', () => {
    const rig = new Rig({ ...settings, iterations: 450 }, { pace: 500, watched: true });
    rig.drive();
    assert.deepEqual(tracesOf(rig), trainPlainly(settings, 450).slice(1));
    const unwatched = new Rig({ ...settings, iterations: 450 }, { pace: 500 });
    unwatched.drive();
    assert.deepEqual(tracesOf(unwatched), []);
    assert.deepEqual(rig.records(), unwatched.records());
  });

  test('never reports iterations after the present state', () => {
    const rig = new Rig({ ...settings, iterations: 2000 }, { pace: 500, watched: true });
    rig.drive();
    for (const { progress } of rig.sent) {
      assert.ok(progress.trace.every(({ iteration }) => iteration <= progress.present.iteration));
    }
  });

  test('reports four times a second if records are rare, and each time it has moved', () => {
    for (const [pace, gap, least] of [
      [500, 250, 240],
      [10, 300, 240],
      [1, 1000, 990],
    ] as const) {
      const rig = new Rig({ ...settings, every: 1e6, iterations: 1e6 }, { pace, watched: true });
      rig.drive(10_000);
      const gaps = rig.sent.slice(2).map(({ time }, i) => time - rig.sent[i + 1]!.time);
      assert.ok(Math.max(...gaps) <= gap + 10, `${Math.max(...gaps)} ms at ${pace}/s`);
      assert.ok(Math.min(...gaps) >= least, `${Math.min(...gaps)} ms at ${pace}/s`);
      const iterations = rig.sent.map(({ progress }) => progress.present.iteration);
      assert.equal(new Set(iterations).size, iterations.length, 'a progress without an iteration');
    }
  });

  test('reports with every record, and not in between, at the default pace', () => {
    const rig = new Rig({ ...settings, iterations: 2000 }, { pace: 500, watched: true });
    rig.drive();
    const iterations = rig.sent.map(({ progress }) => progress.present.iteration);
    assert.deepEqual(iterations, [0, ...rig.records(), 2000]);
  });

  test('does so on a machine that stalls', () => {
    const watched = { ...settings, iterations: 2000 };
    for (const stall of [60, 160, 400, 2000]) {
      // Late: the next slice comes when it could be called again.
      const late = new Rig(watched, { pace: 500, watched: true });
      while (late.last.status === 'running') {
        late.drive(late.time + 190);
        late.time += stall;
      }
      // Interrupted: a look at the clock in the middle of a slice says that it is over.
      const interrupted = new Rig(watched, { pace: 500, watched: true });
      while (interrupted.last.status === 'running') {
        interrupted.drive(interrupted.time + 90);
        interrupted.tick = stall / 4;
        interrupted.slice();
        interrupted.tick = 0;
      }
      for (const rig of [late, interrupted]) {
        const iterations = rig.sent.map(({ progress }) => progress.present.iteration);
        assert.deepEqual(
          iterations.filter((i) => i % 100 !== 99),
          [0, 2000],
          `${stall} ms`,
        );
      }
    }
  });

  test('reports four times a second if the machine is too slow for the pace', () => {
    const rig = new Rig({ ...settings, iterations: 1e6 }, { pace: 500, watched: true });
    rig.tick = 3;
    rig.drive(5000);
    const gaps = rig.sent.slice(2).map(({ time }, i) => time - rig.sent[i + 1]!.time);
    // Here each of five looks at the clock takes as long as the iteration, so that it is late.
    assert.ok(Math.max(...gaps) <= 520, `${Math.max(...gaps)} ms`);
    assert.ok(gaps.length >= 9, `${gaps.length} reports`);
  });

  test('begins a new trace with a new run', () => {
    const rig = new Rig({ ...settings, every: 1e6, iterations: 1e6 }, { pace: 500, watched: true });
    rig.drive(100);
    rig.ask(restart(settings, 2, settings.initial, false));
    rig.drive(rig.time + 100);
    const later = rig.sent.filter(({ progress }) => progress.run === 2);
    const states = later.flatMap(({ progress }) => progress.trace);
    assert.deepEqual(states, trainPlainly(settings, states.length).slice(1));
  });
});

suite('trainer divergence', () => {
  test('stops the run where it happened; a state that is not finite is not a record', () => {
    const run = { ...settings, learningRate: 1, every: 1 };
    const model = trainPlainly(run, 2000);
    const rig = new Rig(run);
    rig.drive();
    assert.equal(rig.last.status, 'diverged');
    assert.deepEqual(rig.last.present, model.at(-1));
    assert.deepEqual(
      rig.sent.flatMap(({ progress }) => recordsIn(progress)),
      recordsOf(model, 1),
    );
    assert.ok(rig.last.present.iteration < 2000);
    assert.equal(rig.ask({ type: 'resume' }).status, 'diverged');
    assert.equal(rig.ask({ type: 'step', iterations: 1 }).status, 'diverged');
    assert.equal(rig.ask({ type: 'extend', iterations: 5000 }).status, 'diverged');
    const restarted = rig.ask(restart(run, 2, run.initial, true));
    assert.equal(restarted.status, 'paused');
  });

  test('can be at iteration 0', () => {
    const rig = new Rig({ ...settings, initial: [1e200, 0, 0, 0], every: 1 });
    assert.equal(rig.last.status, 'diverged');
    assert.deepEqual(rig.records(), []);
    assert.equal(rig.last.present.loss, Number.POSITIVE_INFINITY);
    assert.equal(rig.slice(), null);
  });
});

suite('trainer under any commands', () => {
  const initials = [
    [1, -2, 0.5],
    [0, 0, 0],
    [3, 1e3, -7],
  ];
  const small = fc.record({
    every: fc.integer({ min: 1, max: 9 }),
    iterations: fc.integer({ min: 1, max: 60 }),
    // Of these rates the last makes the run diverge within some 150 iterations.
    learningRate: fc.constantFrom(1e-4, 1e-3, 5),
  });
  const paces = fc.constantFrom(3, 100, 5000, Number.POSITIVE_INFINITY);
  const actions = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('slice' as const) },
      { weight: 3, arbitrary: fc.constant('acknowledge' as const) },
      { weight: 3, arbitrary: fc.record({ pass: fc.double({ min: 0, max: 300, noNaN: true }) }) },
      fc.constantFrom<Command>({ type: 'pause' }, { type: 'resume' }),
      fc.record({
        type: fc.constant('step' as const),
        iterations: fc.integer({ min: 1, max: 20 }),
      }),
      fc.record({ type: fc.constant('pace' as const), pace: paces }),
      fc.record({
        type: fc.constant('extend' as const),
        iterations: fc.integer({ min: 1, max: 300 }),
      }),
      fc.record({
        type: fc.constant('start anew' as const),
        initial: fc.constantFrom(...initials),
        paused: fc.boolean(),
      }),
    ),
    { maxLength: 60 },
  );

  test('every run is the plain descent, digit for digit, and none of its records is missing', () => {
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(
        small,
        paces,
        fc.boolean(),
        fc.constantFrom(0, 0.3, 7),
        actions,
        (part, pace, paused, tick, steps) => {
          const run: RunSettings = {
            ...settings,
            ...part,
            degree: 2,
            samples: 5,
            interval: [-2, 3],
            engine: 'pointwise',
            initial: initials[0]!,
          };
          const starts = new Map([[1, run.initial]]);
          const rig = new Rig(run, { pace, paused });
          rig.tick = tick;
          for (const action of steps) {
            if (action === 'slice') {
              const allowed = Math.max(rig.unacknowledged, 2);
              rig.slice();
              assert.ok(rig.unacknowledged <= allowed);
            } else if (action === 'acknowledge') {
              if (rig.unacknowledged > 0) {
                rig.acknowledge();
              }
            } else if ('pass' in action) {
              rig.time += action.pass;
            } else if (action.type === 'start anew') {
              starts.set(starts.size + 1, action.initial);
              rig.ask(restart(run, starts.size, action.initial, action.paused));
            } else if (action.type !== 'acknowledge') {
              rig.ask(action);
            }
          }
          rig.ask({ type: 'pace', pace: Number.POSITIVE_INFINITY });
          rig.ask({ type: 'resume' });
          rig.drive();
          assert.match(rig.last.status, /finished|diverged/);

          for (const [number, initial] of starts) {
            const progresses = rig.sent
              .map(({ progress }) => progress)
              .filter((progress) => progress.run === number);
            const { present, iterations } = progresses.at(-1)!;
            const model = trainPlainly({ ...run, initial }, present.iteration);
            assert.deepEqual(
              progresses.flatMap(recordsIn),
              recordsOf(model, run.every, iterations),
            );
            assert.equal(progresses[0]!.present.iteration, 0);
            let elapsed = 0;
            for (const progress of progresses) {
              assert.deepEqual(progress.present, model[progress.present.iteration]);
              assert.ok(progress.elapsed >= elapsed);
              elapsed = progress.elapsed;
              const { status } = progress;
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
              if (status !== 'diverged') {
                const ended = progress.present.iteration === progress.iterations;
                assert.equal(status === 'finished', ended);
              }
            }
          }
        },
      ),
      { numRuns: 400 },
    );
    assert.deepEqual([...statuses.keys()].sort(), ['diverged', 'finished', 'paused', 'running']);
  });
});
