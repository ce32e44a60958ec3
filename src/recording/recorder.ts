import type { EventFormat, RunEvent } from '../runs/events.js';
import type { RecordingFile } from './file.js';

/** Receives the events of all runs. */
export type Recorder = (events: readonly RunEvent[]) => void;

/** Writes every event to a file. Throws the file's errors, both now and for each event. */
export function recordIn(file: RecordingFile, format: EventFormat): Recorder {
  file.write(format.head);
  return (events) => {
    const text = events.map(format.text).join('');
    if (text !== '') {
      file.write(text);
    }
  };
}
