import { createAlarm } from '../system/alarm.js';
import { now } from '../system/clock.js';
import { packProgress } from './packing.js';
import type { Command, Message, TrainingStart } from './protocol.js';
import { Trainer } from './trainer.js';

/** A trainer at work. */
export interface TrainerLoop {
  handle(command: Command): void;
  stop(): void;
}

/**
 * Runs a trainer with this thread's mailbox and timers.
 *
 * @param traceCapacity the most iterations that wait to be sent; those of a `Trace` by default.
 * @throws RangeError when the settings are out of range.
 */
export function driveTrainer(
  start: TrainingStart,
  send: (message: Message) => void,
  traceCapacity?: number,
): TrainerLoop {
  const trainer = new Trainer(
    start,
    {
      now,
      send: (progress) => send(packProgress(progress)),
    },
    traceCapacity,
  );

  // Even without a wait, the next slice takes a turn of the event loop: the mailbox comes first.
  const setAlarm = createAlarm(work);
  function work(): void {
    setAlarm(trainer.slice());
  }

  work();

  // After the run has started, which should not wait for this.
  if (start.analyse) {
    const { samples, interval, degree } = start.settings;
    import('../fit/analysis.js').then(({ analyse }) => {
      send({ type: 'analysis', analysis: analyse(samples, interval, degree) });
    });
  }

  return {
    handle(command) {
      trainer.handle(command);
      setAlarm(0);
    },
    stop: () => setAlarm(null),
  };
}
