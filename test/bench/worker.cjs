// What any program of this shape must do: print a line, and start a worker, which does nothing.
const { isMainThread, Worker } = require('node:worker_threads');

if (isMainThread) {
  console.log('0 0');
  new Worker(__filename);
}
