/** The training worker's entry: connects a trainer with the thread's mailbox. */

import { parentPort, workerData } from 'node:worker_threads';
import { driveTrainer } from './drive.js';
import type { Command, TrainingStart } from './protocol.js';

if (parentPort === null) {
  throw new Error('worker.js runs only as a worker thread');
}
const port = parentPort;
const { handle } = driveTrainer(workerData as TrainingStart, (message) =>
  port.postMessage(message),
);
port.on('message', (command: Command) => handle(command));
