import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { suite, test } from 'node:test';
import type { Analysis } from '../../src/fit/analysis.js';
import type { Command, Progress, TrainingStart } from '../../src/training/protocol.js';
import type { Session } from '../../src/training/session.js';
import { packed } from '../packed.js';
import { recordsOf, restart, settings, trainPlainly } from './model.js';

const { startSession } =
  await packed<typeof import('../../src/training/session.js')>('training/session.js');

/** A session whose progress and failures are kept, and can be waited for. */
class Watched {
  readonly progresses: Progress[] = [];
  readonly analyses: Analysis[] = [];
  readonly failures: Error[] = [];
  readonly session: Session;
  readonly #news = new EventEmitter();

  constructor(start: Partial<TrainingStart>, workerUrl?: URL) {
    this.session = startSession(
      {
        ...{
          run: 0,
          settings,
          pace: Number.POSITIVE_INFINITY,
          paused: false,
          watched: false,
          analyse: false,
        },
        ...start,
      },
      {
        onProgress: (progress) => {
          this.progresses.push(progress);
          this.#news.emit('news');
        },
        onAnalysis: (analysis) => {
          this.analyses.push(analysis);
          this.#news.emit('news');
        },
        onFailure: (error) => {
          this.failures.push(error);
          this.#news.emit('news');
        },
      },
      workerUrl,
    );
  }

  /** The first progress that satisfies the condition after this call. */
  async next(isSo: (progress: Progress) => boolean = () => true): Promise<Progress> {
    for (let seen = this.progresses.length; ; seen++) {
      while (seen === this.progresses.length) {
        await once(this.#news, 'news');
        if (this.failures.length > 0) {
          throw this.failures[0];
        }
      }
      const progress = this.progresses[seen]!;
      if (isSo(progress)) {
        return progress;
      }
    }
  }

  ask(command: Command, isAnswer?: (progress: Progress) => boolean): Promise<Progress> {
    this.session.send(command);
    return this.next(isAnswer);
  }

  async change(): Promise<void> {
    await once(this.#news, 'news');
  }

  async failure(): Promise<Error> {
    if (this.failures.length === 0) {
      await once(this.#news, 'news');
    }
    return this.failures[0]!;
  }
}

const endless = { ...settings, iterations: 1e12 };

suite('session', () => {
  test('trains a run to its end, all records in order', async () => {
    const watched = new Watched({ settings: { ...settings, every: 1 } });
    const finished = await watched.next(({ status }) => status === 'finished');
    const model = trainPlainly(settings, 2000);
    assert.deepEqual(watched.progresses[0]!.present, model[0]);
    assert.deepEqual(finished.present, model.at(-1));
    assert.deepEqual(
      watched.progresses.flatMap(({ events }) => events),
      [
        ...recordsOf(model, 1, 2000).map((state) => ({ type: 'record', run: 0, state })),
        { type: 'ended', run: 0, status: 'finished', state: model.at(-1) },
      ],
    );
    await watched.session.close();
    assert.deepEqual(watched.failures, []);
  });

  test('pauses, resumes, steps, extends and restarts at any speed', async () => {
    const watched = new Watched({ settings: endless });
    await watched.next(({ present }) => present.iteration > 0);
    const isPaused = ({ status }: Progress) => status === 'paused';
    const paused = await watched.ask({ type: 'pause' }, isPaused);
    const still = await watched.ask({ type: 'pace', pace: 500 });
    assert.deepEqual(still.present, paused.present);
    assert.equal(still.elapsed, paused.elapsed);

    const stepped = await watched.ask({ type: 'step', iterations: 3 }, isPaused);
    assert.equal(stepped.present.iteration, paused.present.iteration + 3);

    const extended = await watched.ask({ type: 'extend', iterations: 2e12 });
    assert.equal(extended.iterations, 2e12);

    const resumed = await watched.ask({ type: 'resume' });
    assert.equal(resumed.status, 'running');
    const moving = await watched.next(({ events }) => events.length > 0);
    const next = Math.floor(stepped.present.iteration / 100) * 100 + 99;
    assert.equal(moving.events[0]!.state.iteration, next);

    const command = restart(settings, 2, settings.initial, true);
    const restarted = await watched.ask(command, ({ run }) => run === 2);
    assert.equal(restarted.status, 'paused');
    assert.deepEqual(restarted.present, trainPlainly(settings, 0)[0]);
    await watched.session.close();
  });

  test('analyses the problem when asked to, while it trains', async () => {
    const watched = new Watched({
      settings: { ...settings, samples: 2000, learningRate: 1e-6 },
      analyse: true,
    });
    // Either may come first.
    const finished = watched.next(({ status }) => status === 'finished');
    while (watched.analyses.length === 0) {
      await watched.change();
    }
    assert.ok(Math.abs(watched.analyses[0]!.stabilityLimit / 3.557947e-6 - 1) < 1e-6);
    await finished;
    assert.equal(watched.analyses.length, 1);
    await watched.session.close();
  });

  test('acknowledges every progress, so that a run continues', async () => {
    const watched = new Watched({ settings: { ...endless, every: 1 } });
    await watched.next(() => watched.progresses.length === 10);
    await watched.session.close();
    const records = watched.progresses.flatMap(({ events }) => events.map(({ state }) => state));
    assert.deepEqual(
      records.map(({ iteration }) => iteration),
      records.map((_, index) => index),
    );
  });

  test('closes during training, and sends nothing afterwards', async () => {
    const watched = new Watched({ settings: endless });
    await watched.next(({ present }) => present.iteration > 0);
    const heard = watched.progresses.length;
    await watched.session.close();
    await watched.session.close();
    watched.session.send({ type: 'pause' });
    assert.equal(watched.progresses.length, heard);
    assert.deepEqual(watched.failures, []);
  });

  test('closes before it has started', async () => {
    const watched = new Watched({});
    await watched.session.close();
    assert.deepEqual(watched.progresses, []);
    assert.deepEqual(watched.failures, []);
  });
});

suite('session failures', () => {
  const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url);

  /** Waits for the failure and for the thread to be gone: there is one failure and no more. */
  async function onlyFailure(watched: Watched): Promise<Error> {
    const failure = await watched.failure();
    await watched.session.close();
    assert.deepEqual(watched.failures, [failure]);
    return failure;
  }

  test('a worker that throws', async () => {
    const watched = new Watched({}, fixture('throwing-worker.js'));
    watched.session.send({ type: 'pause' });
    const failure = await onlyFailure(watched);
    assert.equal(failure.message, 'the training worker stopped: thrown on purpose');
    assert.ok(failure.cause instanceof RangeError);
  });

  test('a worker that exits, even with code 0', async () => {
    const watched = new Watched({}, fixture('exiting-worker.js'));
    watched.session.send({ type: 'pause' });
    const failure = await onlyFailure(watched);
    assert.equal(failure.message, 'the training worker stopped: it exited with code 0');
  });

  test('a worker file that is missing', async () => {
    const failure = await onlyFailure(new Watched({}, fixture('missing-worker.js')));
    assert.match(failure.message, /^the training worker stopped: Cannot find module .*$/);
  });

  test('a worker that cannot be started at all', async () => {
    const failure = await onlyFailure(new Watched({}, new URL('http://localhost/worker.js')));
    assert.match(failure.message, /^the training worker stopped: .*$/);
  });

  test('settings that the worker cannot train', async () => {
    const failure = await onlyFailure(new Watched({ settings: { ...settings, samples: 1 } }));
    assert.match(failure.message, /^the training worker stopped: the number of points .*$/);
    assert.ok(failure.cause instanceof RangeError);
  });

  test('are not reported after close', async () => {
    for (const url of [fixture('missing-worker.js'), new URL('http://localhost/worker.js')]) {
      const watched = new Watched({}, url);
      await watched.session.close();
      await new Promise(setImmediate);
      assert.deepEqual(watched.failures, []);
    }
  });
});
