import { Worker } from 'node:worker_threads';
import type { Analysis } from '../fit/analysis.js';
import { addressesLeft } from './addressSpace.js';
import type { TrainerLoop } from './drive.js';
import { unpackProgress } from './packing.js';
import type { Command, Message, Progress, TrainingStart } from './protocol.js';
import { SMALL_TRACE_CAPACITY } from './trace.js';

/** Callbacks of a session, all on the main thread. */
export interface SessionListener {
  /** Handles progress, which is acknowledged once this returns and the promise, if any, settles. */
  onProgress(progress: Progress): void | Promise<void>;
  /** Receives the analysis of the problem, if requested. */
  onAnalysis(analysis: Analysis): void;
  /** Training failed; called at most once, never after `close`. The message is one line. */
  onFailure(error: Error): void;
}

/** The main thread's handle on the training worker. */
export interface Session {
  /** Does nothing once the session has failed or is closed. */
  send(command: Command): void;
  /** Ends the worker, whatever it is doing; resolves when it is gone. May be called again. */
  close(): Promise<void>;
}

/** The thread in which a trainer runs. */
interface Thread {
  post(command: Command): void;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

interface ThreadListener {
  onMessage(message: Message): void;
  onEnd(reason: string, cause?: unknown): void;
}

/**
 * Bytes of address space that a worker needs, mostly for WebAssembly's memory. Without them V8 may
 * end the worker, or the whole process, before anything can be caught.
 */
const WORKER_ADDRESSES = 12e9;

/** One promise per worker that may not have taken its addresses yet; resolves when it has. */
const starting = new Set<Promise<void>>();

/** Node.js's errors for a worker that cannot start: no thread is left, or none is permitted. */
const NO_WORKER = ['ERR_WORKER_INIT_FAILED', 'ERR_ACCESS_DENIED'];

/**
 * Starts the training worker. Errors, even while starting, are reported to `onFailure`, never thrown.
 * If no worker is available, this thread trains between its other tasks.
 *
 * @param workerUrl the worker's compiled entry file.
 */
export function startSession(
  start: TrainingStart,
  listener: SessionListener,
  workerUrl = new URL('./worker.js', import.meta.url),
): Session {
  let over = false;
  const thread = startThread(start, workerUrl, {
    onMessage(message) {
      if (over) {
        return;
      }
      if (message.type === 'analysis') {
        listener.onAnalysis(message.analysis);
      } else {
        const taken = Promise.resolve(listener.onProgress(unpackProgress(message)));
        taken.then(() => thread.post({ type: 'acknowledge' }));
      }
    },
    onEnd(reason, cause) {
      if (over) {
        return;
      }
      over = true;
      listener.onFailure(new Error(`the training worker stopped: ${reason}`, { cause }));
    },
  });
  return {
    send(command) {
      if (!over) {
        thread.post(command);
      }
    },
    async close() {
      over = true;
      await thread.end();
    },
  };
}

function startThread(start: TrainingStart, workerUrl: URL, listener: ThreadListener): Thread {
  if (addressesLeft() < (starting.size + 1) * WORKER_ADDRESSES) {
    return trainHere(start, listener);
  }
  try {
    return startWorker(start, workerUrl, listener);
  } catch (error) {
    if (NO_WORKER.includes((error as NodeJS.ErrnoException).code!)) {
      return trainHere(start, listener);
    }
    // Deferred like every other failure, because the caller has no session yet.
    setImmediate(listener.onEnd, firstLine(error), error);
    return { post() {}, async end() {} };
  }
}

/** @throws Error when the worker cannot be started. */
function startWorker(start: TrainingStart, url: URL, listener: ThreadListener): Thread {
  const worker = new Worker(url, { workerData: start });
  const started = new Promise<void>((resolve) => {
    worker.once('message', resolve);
    worker.once('exit', resolve);
  });
  starting.add(started);
  void started.then(() => starting.delete(started));
  worker.on('message', listener.onMessage);
  worker.on('error', (error) => listener.onEnd(firstLine(error), error));
  worker.on('exit', (code) => listener.onEnd(`it exited with code ${code}`));
  return {
    post: (command) => worker.postMessage(command),
    async end() {
      await worker.terminate();
    },
  };
}

/** Trains in this thread. Loaded only when needed, which is rare. */
function trainHere(start: TrainingStart, { onMessage, onEnd }: ThreadListener): Thread {
  const loop = Promise.all(starting).then(async () => {
    const { driveTrainer } = await import('./drive.js');
    return driveTrainer(start, (message) => setImmediate(onMessage, message), SMALL_TRACE_CAPACITY);
  });
  const use = async (action: (loop: TrainerLoop) => void): Promise<void> => {
    try {
      action(await loop);
    } catch (error) {
      onEnd(firstLine(error), error);
    }
  };
  void use(() => {});
  return {
    post: (command) => void use(({ handle }) => handle(command)),
    end: () => use(({ stop }) => stop()),
  };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!;
}
