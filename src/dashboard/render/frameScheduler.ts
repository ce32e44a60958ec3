/**
 * Decides when to draw: at once after a pause, otherwise at most 30 times a second, sooner only to
 * answer a key, and never while nothing changes.
 */

import type { Writable } from 'node:stream';
import { createAlarm } from '../../system/alarm.js';
import { now } from '../../system/clock.js';

/** The least time between two frames. */
const FRAME_MILLISECONDS = 33;

/** The least time between two frames if the user is waiting for the second. */
const ANSWER_MILLISECONDS = 8;

/** A delay that the user still perceives as immediate. */
const PATIENCE_MILLISECONDS = 100;

export interface FrameScheduler {
  /** Requests a frame; all requests before it is drawn share one frame. */
  request(): void;
  /** Requests a frame that shows what a key did, so that the user does not wait. */
  requestAnswer(): void;
  /**
   * Expects `requestAnswer` once a worker has replied to a key. Until then, only half of the result
   * could be shown; draws that if the reply is late.
   */
  requestUnlessAnswered(): void;
  /** Draws nothing until `resume`. */
  pause(): void;
  /** Draws a frame and continues. */
  resume(): void;
  /** Stops drawing for good. */
  stop(): void;
}

/**
 * @param draw draws the newest state.
 * @param output where `draw` writes. Frames are skipped until it has taken the last one, so that at most
 *   one frame waits; then the newest state is drawn.
 */
export function createFrameScheduler(
  draw: () => void,
  output: Pick<Writable, 'writableLength' | 'write'>,
): FrameScheduler {
  const setAlarm = createAlarm(frame);
  /** When the scheduled frame is due; Infinity if none is. */
  let due = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let paused = false;
  let stopped = false;
  /** Whether a frame was skipped and waits for the output. */
  let skipped = false;

  function requestBy(time: number): void {
    if (due <= time || paused || stopped || skipped) {
      return;
    }
    due = time;
    setAlarm(due - now());
  }

  function request(): void {
    requestBy(last + FRAME_MILLISECONDS);
  }

  function frame(): void {
    due = Number.POSITIVE_INFINITY;
    if (output.writableLength > 0) {
      skipped = true;
      // The stream emits "drain" only after large writes; this callback comes after any.
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
    setAlarm(null);
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
