import type { EventFormat, RunEvent } from '../runs/events.js';
import type { RecordingFile } from './file.js';

/** Is told what happens to the runs. */
export type Recorder = (events: readonly RunEvent[]) => void;

/** Writes down everything in a file; throws the file's errors, now and on being told. */
export function recordIn(file: RecordingFile, format: EventFormat): Recorder {
  file.write(format.head);
  return (events) => {
    const text = events.map(format.text).join('');
    if (text !== '') {
      file.write(text);
    }
  };
}
