/**
 * When to draw: at once after a quiet time, else at most 30 times a second, sooner only to answer a
 * key, and never while nothing changes.
 */

import type { Writable } from 'node:stream';
import { now } from '../../system/clock.js';

/** From one frame to the next. */
const FRAME_MILLISECONDS = 33;

/** From one frame to the next where somebody waits for it. */
const ANSWER_MILLISECONDS = 8;

/** As long as somebody who waits thinks that a thing happens at once. */
const PATIENCE_MILLISECONDS = 100;

export interface FrameScheduler {
  /** Asks for a frame; any number of requests before it is drawn make one frame. */
  request(): void;
  /** Asks for the frame that shows what a key has done: who pressed it should not wait. */
  requestAnswer(): void;
  /**
   * The same where a worker has to answer first, and the frame is asked for when it does: until
   * then there is only half of it to show, which is drawn if the answer is late.
   */
  requestUnlessAnswered(): void;
  /** Draws nothing until `resume`. */
  pause(): void;
  /** Draws a frame and goes on. */
  resume(): void;
  /** Draws no more. */
  stop(): void;
}

/**
 * @param draw draws the newest state.
 * @param output where it draws to. While that has not taken in what was written before, frames are
 *   skipped, so that never more than one is waiting; when it has, the newest state is drawn.
 */
export function createFrameScheduler(
  draw: () => void,
  output: Pick<Writable, 'writableLength' | 'write'>,
): FrameScheduler {
  let unschedule = (): void => {};
  /** For when a frame is scheduled. */
  let due = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let paused = false;
  let stopped = false;
  /** Whether a skipped frame waits for the output. */
  let skipped = false;

  function requestBy(time: number): void {
    if (due <= time || paused || stopped || skipped) {
      return;
    }
    cancel();
    due = time;
    const wait = due - now();
    if (wait > 0) {
      const timer = setTimeout(frame, wait);
      unschedule = () => clearTimeout(timer);
    } else {
      // A timer would take a millisecond at least.
      const immediate = setImmediate(frame);
      unschedule = () => clearImmediate(immediate);
    }
  }

  function request(): void {
    requestBy(last + FRAME_MILLISECONDS);
  }

  function frame(): void {
    due = Number.POSITIVE_INFINITY;
    if (output.writableLength > 0) {
      skipped = true;
      // The stream's "drain" comes only after large writes; this comes after any.
      output.write('', () => {
        skipped = false;
        request();
      });
      return;
    }
    last = now();
    draw();
  }

  function cancel(): void {
    unschedule();
    due = Number.POSITIVE_INFINITY;
  }

  return {
    request,
    requestAnswer() {
      requestBy(last + ANSWER_MILLISECONDS);
    },
    requestUnlessAnswered() {
      cancel();
      requestBy(now() + PATIENCE_MILLISECONDS);
    },
    pause() {
      paused = true;
      cancel();
    },
    resume() {
      paused = false;
      request();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
