import { Worker } from 'node:worker_threads';
import type { Analysis, Command, Message, Progress, TrainingStart } from './messages.js';

/** What becomes of a session; all are called on the main thread. */
export interface SessionListener {
  /** Takes in a progress; it is acknowledged when this has returned. */
  onProgress(progress: Progress): void;
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

/**
 * Room for compiled code, in megabytes: far more than a worker needs, but far less than the 512 that
 * V8 reserves by itself, without which it would end the process where `ulimit -v` is low.
 */
const RESOURCE_LIMITS = { codeRangeSizeMb: 16 };

/**
 * Starts the training worker; everything that goes wrong with it, from its start on, is a failure
 * and never thrown.
 *
 * @param workerUrl the worker's compiled entry file.
 */
export function startSession(
  start: TrainingStart,
  listener: SessionListener,
  workerUrl = new URL('./worker.js', import.meta.url),
): Session {
  let over = false;
  const fail = (reason: string, cause?: unknown): void => {
    if (over) {
      return;
    }
    over = true;
    listener.onFailure(new Error(`the training worker stopped: ${reason}`, { cause }));
  };

  let worker: Worker;
  try {
    worker = new Worker(workerUrl, { workerData: start, resourceLimits: RESOURCE_LIMITS });
  } catch (error) {
    // Deferred, as every other failure is: the caller has no session yet.
    setImmediate(fail, firstLine(error), error);
    return {
      send() {},
      async close() {
        over = true;
      },
    };
  }

  worker.on('message', (message: Message) => {
    if (over) {
      return;
    }
    if (message.type === 'analysis') {
      listener.onAnalysis(message.analysis);
    } else {
      listener.onProgress(message.progress);
      worker.postMessage({ type: 'acknowledge' } satisfies Command);
    }
  });
  worker.on('error', (error) => fail(firstLine(error), error));
  worker.on('exit', (code) => fail(`it exited with code ${code}`));

  return {
    send(command) {
      worker.postMessage(command);
    },
    async close() {
      over = true;
      await worker.terminate();
    },
  };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!;
}
