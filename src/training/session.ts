import { Worker } from 'node:worker_threads';
import { addressesLeft } from './addressSpace.js';
import type { Driven } from './drive.js';
import type { Analysis, Command, Message, Progress, TrainingStart } from './protocol.js';

/** What becomes of a session; all are called on the main thread. */
export interface SessionListener {
  /** Takes in a progress; it is acknowledged when this has returned and what it returns is settled. */
  onProgress(progress: Progress): void | Promise<void>;
  /** Takes in the analysis of the problem, where that was asked for. */
  onAnalysis(analysis: Analysis): void;
  /** Called once at most, and never after `close`: the training is over. One line of text. */
  onFailure(error: Error): void;
}

/** The main thread's handle on the training worker. */
export interface Session {
  /** Without effect once the session has failed or is closed. */
  send(command: Command): void;
  /** Ends the worker, whatever it does; resolves when it is gone. May be called again. */
  close(): Promise<void>;
}

/** Where a trainer works. */
interface Thread {
  post(command: Command): void;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

/** What becomes of a thread. */
interface ThreadListener {
  onMessage(message: Message): void;
  onEnd(reason: string, cause?: unknown): void;
}

/**
 * Addresses that a worker takes, in bytes, most of them for WebAssembly's memory. Where a worker
 * lacks them V8 may end it, or the whole process, before anything can be caught.
 */
const WORKER_ADDRESSES = 12e9;

/** For each worker that may not have taken all its addresses yet, when it will have. */
const starting = new Set<Promise<void>>();

/** How Node.js says that there is no worker to be had: no thread is left, or none is permitted. */
const NO_WORKER = ['ERR_WORKER_INIT_FAILED', 'ERR_ACCESS_DENIED'];

/**
 * Starts the training worker; everything that goes wrong with it, from its start on, is a failure
 * and never thrown. Where no worker is to be had, this thread trains between its other tasks.
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
        const taken = Promise.resolve(listener.onProgress(message.progress));
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
    // Deferred, as every other failure is: the caller has no session yet.
    setImmediate(listener.onEnd, firstLine(error), error);
    return { post() {}, async end() {} };
  }
}

/** @throws Error when it cannot even be started. */
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

/** Loaded only where it is needed: there is a worker almost everywhere. Takes what workers leave. */
function trainHere(start: TrainingStart, { onMessage, onEnd }: ThreadListener): Thread {
  const driven = Promise.all(starting).then(async () => {
    const { driveTrainer } = await import('./drive.js');
    return driveTrainer(start, (message) => setImmediate(onMessage, message));
  });
  const use = async (action: (driven: Driven) => void): Promise<void> => {
    try {
      action(await driven);
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
