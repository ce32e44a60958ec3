/** The training worker's entry: a trainer between the mailbox and the thread's timers. */

import { parentPort, workerData } from 'node:worker_threads';
import { now } from '../clock.js';
import type { Command, Message, TrainingStart } from './messages.js';
import { Trainer } from './trainer.js';

if (parentPort === null) {
  throw new Error('worker.js runs only as a worker thread');
}
const port = parentPort;

function send(message: Message): void {
  port.postMessage(message);
}

const start = workerData as TrainingStart;
const trainer = new Trainer(start, {
  now,
  send: (progress) => send({ type: 'progress', progress }),
});

let cancel = () => {};

/** Even without a wait the next slice is a turn of the event loop away: the mailbox comes first. */
function schedule(wait: number | null): void {
  cancel();
  if (wait === 0) {
    const immediate = setImmediate(work);
    cancel = () => clearImmediate(immediate);
  } else if (wait !== null) {
    const timer = setTimeout(work, wait);
    cancel = () => clearTimeout(timer);
  }
}

function work(): void {
  schedule(trainer.slice());
}

port.on('message', (command: Command) => {
  trainer.handle(command);
  schedule(0);
});

work();

// While the run trains already: nobody should wait for this.
if (start.analyse) {
  const { samples, interval, degree } = start.settings;
  import('../fit/analysis.js').then(({ analyse }) => {
    send({ type: 'analysis', analysis: analyse(samples, interval, degree) });
  });
}
