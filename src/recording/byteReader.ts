import { StringDecoder } from 'node:string_decoder';
import type { ResolvedRun } from '../options/start.js';
import type { RunEvent } from '../runs/events.js';
import { checkLine } from './checksum.js';
import { createLineParser, parseProblem } from './lineParser.js';
import { RecordingError } from './members.js';

/** Maximum length of a line in characters; no line of a recording is longer. */
const LONGEST_LINE = 100_000;

/** Turns the bytes of a recording, however divided into pieces, into events. */
export interface RecordingReader {
  /** The events of the lines that end in these bytes; none from the first wrong line on. */
  write(bytes: Buffer): RunEvent[];
  /** Call when there are no more bytes for now: reads the last line if only its newline is missing. */
  flush(): RunEvent[];
  /** The first line; null until it has been read. */
  problem(): ResolvedRun | null;
  /** Whether the last line is incomplete. */
  isCutOff(): boolean;
  /** What is wrong, in a message that starts with the line's number; null while nothing is. */
  error(): RecordingError | null;
}

/** Starts a reader at the beginning of a recording. */
export function createRecordingReader(): RecordingReader {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let number = 0;
  let isChecked = false;
  let wrong: RecordingError | null = null;
  let problem: ResolvedRun | null = null;
  let parse: ((text: string) => RunEvent) | null = null;

  /** Either every line has a check or, if the recording was made or edited by hand, none. */
  function verify(text: string): void {
    const check = checkLine(text);
    isChecked ||= check !== 'missing';
    if (isChecked && check !== 'right') {
      throw new RecordingError(`changed after it was written: its "check" is ${check}`);
    }
  }

  /** Skips empty lines, and all lines after a wrong one, which cannot be trusted. */
  function readLine(text: string): RunEvent[] {
    number += 1;
    if (wrong !== null) {
      return [];
    }
    try {
      if (text.length > LONGEST_LINE) {
        throw new RecordingError('too long for a recording');
      }
      if (text.trim() === '') {
        return [];
      }
      if (parse === null) {
        const first = parseProblem(text.replace(/^\uFEFF/, ''));
        verify(text);
        problem = first;
        parse = createLineParser(first);
        return [];
      }
      const event = parse(text);
      verify(text);
      return [event];
    } catch (error) {
      if (!(error instanceof RecordingError)) {
        throw error;
      }
      wrong = new RecordingError(`line ${number}: ${error.message}`);
      return [];
    }
  }

  return {
    write(bytes) {
      const texts = (rest + decoder.write(bytes)).split('\n');
      rest = texts.pop()!;
      const events = texts.flatMap(readLine);
      if (rest.length > LONGEST_LINE) {
        readLine(rest);
        rest = '';
      }
      return events;
    },
    flush() {
      if (!isCompleteJson(rest)) {
        return [];
      }
      const events = readLine(rest);
      // Its newline may still come, and then reads as an empty line.
      number -= 1;
      rest = '';
      return events;
    },
    problem: () => problem,
    isCutOff: () => rest !== '' && wrong === null,
    error: () => wrong,
  };
}

function isCompleteJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    return false;
  }
}
