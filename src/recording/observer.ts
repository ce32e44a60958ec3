/** Recording beside a report. */

import type { Outcome, RecordFormat } from '../runs/format.js';
import type { Snapshot } from '../training/protocol.js';
import type { RecordingFile } from './file.js';

/** Is told what happens to the runs. */
export interface RunObserver {
  record(run: number, record: Snapshot): void;
  outcome(run: number, outcome: Outcome): void;
}

/** Writes down everything in a file; throws the file's errors, now and on being told. */
export function recordIn(file: RecordingFile, format: RecordFormat): RunObserver {
  file.write(format.head);
  return {
    record: (run, record) => file.write(format.record(run, record)),
    outcome: (run, outcome) => file.write(format.outcome(run, outcome)),
  };
}

/** The format, which also tells the observer of everything that is written with it. */
export function observedFormat(format: RecordFormat, observer: RunObserver): RecordFormat {
  return {
    head: format.head,
    record(run, record) {
      observer.record(run, record);
      return format.record(run, record);
    },
    outcome(run, outcome) {
      observer.outcome(run, outcome);
      return format.outcome(run, outcome);
    },
  };
}
