import { StringDecoder } from 'node:string_decoder';
import type { ResolvedRun } from '../options/start.js';
import { checkLine } from './check.js';
import { createLineParser, parseProblem, RecordingError, type RecordingLine } from './read.js';

/** Characters of a line beyond which it cannot be one of a recording. */
const LONGEST_LINE = 100_000;

/** Makes lines of the bytes of a recording, however they are cut into pieces. */
export interface RecordingReader {
  /** The lines that end in these bytes; none from one that is wrong on. */
  write(bytes: Buffer): RecordingLine[];
  /** To be called where there are no more bytes for now: the last line, if only its end is missing. */
  flush(): RecordingLine[];
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
  let parse: ((text: string) => RecordingLine) | null = null;

  function parseFirst(text: string): RecordingLine {
    const problem: ResolvedRun = parseProblem(text.replace(/^\uFEFF/, ''));
    parse = createLineParser(problem);
    return { type: 'problem', problem };
  }

  /** Either every line has a check or, where somebody has edited or made the recording, none. */
  function verify(text: string): void {
    const check = checkLine(text);
    isChecked ||= check !== 'missing';
    if (isChecked && check !== 'right') {
      throw new RecordingError(`this was changed after it was written: its "check" is ${check}`);
    }
  }

  /** An empty line says nothing, and what follows a wrong one cannot be trusted. */
  function take(text: string): RecordingLine[] {
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
      const line = (parse ?? parseFirst)(text);
      verify(text);
      return [line];
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
      const lines = texts.flatMap(take);
      if (rest.length > LONGEST_LINE) {
        take(rest);
        rest = '';
      }
      return lines;
    },
    flush() {
      if (!isObject(rest)) {
        return [];
      }
      const lines = take(rest);
      // Its end may still come, as an empty line.
      number -= 1;
      rest = '';
      return lines;
    },
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
