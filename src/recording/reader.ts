import { StringDecoder } from 'node:string_decoder';
import type { ResolvedRun } from '../options/start.js';
import type { RunEvent } from '../runs/events.js';
import { checkLine } from './check.js';
import { RecordingError } from './members.js';
import { createLineParser, parseProblem } from './read.js';

/** Characters of a line beyond which it cannot be one of a recording. */
const LONGEST_LINE = 100_000;

/** Makes events of the bytes of a recording, however they are cut into pieces. */
export interface RecordingReader {
  /** What the lines tell that end in these bytes; nothing from one that is wrong on. */
  write(bytes: Buffer): RunEvent[];
  /** To be called where there are no more bytes for now: the last line, if only its end is missing. */
  flush(): RunEvent[];
  /** The first line; null until it has been read. */
  problem(): ResolvedRun | null;
  /** Whether a line has begun that is not complete. */
  isCutOff(): boolean;
  /** What is wrong with which line, in a message that begins with its number; null while nothing is. */
  error(): RecordingError | null;
}

/** A reader at the beginning of a recording. */
export function createRecordingReader(): RecordingReader {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let number = 0;
  let isChecked = false;
  let wrong: RecordingError | null = null;
  let problem: ResolvedRun | null = null;
  let parse: ((text: string) => RunEvent) | null = null;

  /** Either every line has a check or, where somebody has edited or made the recording, none. */
  function verify(text: string): void {
    const check = checkLine(text);
    isChecked ||= check !== 'missing';
    if (isChecked && check !== 'right') {
      throw new RecordingError(`this was changed after it was written: its "check" is ${check}`);
    }
  }

  /** An empty line says nothing, and what follows a wrong one cannot be trusted. */
  function take(text: string): RunEvent[] {
    number += 1;
    if (wrong !== null) {
      return [];
    }
    try {
      if (text.length > LONGEST_LINE) {
        throw new RecordingError('this is too long for a recording');
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
      const events = texts.flatMap(take);
      if (rest.length > LONGEST_LINE) {
        take(rest);
        rest = '';
      }
      return events;
    },
    flush() {
      if (!isObject(rest)) {
        return [];
      }
      const events = take(rest);
      // Its end may still come, as an empty line.
      number -= 1;
      rest = '';
      return events;
    },
    problem: () => problem,
    isCutOff: () => rest !== '' && wrong === null,
    error: () => wrong,
  };
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    return false;
  }
}
