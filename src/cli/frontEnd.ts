import type { Options } from '../options/options.js';
import { STDERR, writeMessage } from '../system/standardStreams.js';

/** What the choice of a front end depends on. */
export interface TerminalFacts {
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  /** The environment's TERM. */
  readonly term: string | undefined;
}

/**
 * The facts of this process; the streams are opened only when asked for.
 *
 * @param keys where keys would come from, by default stdin; null if nothing could be opened.
 */
export function terminalFacts(
  { TERM }: NodeJS.ProcessEnv,
  keys: () => { readonly isTTY?: boolean } | null = () => process.stdin,
): TerminalFacts {
  return {
    get stdinIsTerminal() {
      return keys()?.isTTY === true;
    },
    get stdoutIsTerminal() {
      return process.stdout.isTTY === true;
    },
    term: TERM,
  };
}

export interface FrontEnd {
  readonly name: 'dashboard' | 'records' | 'announcements';
  /** Why there is no dashboard, if that may come as a surprise; else null. */
  readonly reason: string | null;
}

/**
 * Chooses the dashboard unless it was declined or cannot work; then printed records. Asking for a
 * format that only programs read also declines it.
 */
export function chooseFrontEnd(
  { headless, format, announce }: Pick<Options, 'headless' | 'format' | 'announce'>,
  terminal: TerminalFacts,
): FrontEnd {
  if (announce) {
    return { name: 'announcements', reason: null };
  }
  if (headless || format !== 'text' || !terminal.stdoutIsTerminal) {
    return { name: 'records', reason: null };
  }
  if (!terminal.stdinIsTerminal) {
    return { name: 'records', reason: 'stdin is not a terminal' };
  }
  if (terminal.term === 'dumb') {
    return { name: 'records', reason: 'this terminal (TERM=dumb) cannot position text' };
  }
  return { name: 'dashboard', reason: null };
}

/** Says on stderr why there is no dashboard, if that may come as a surprise. */
export async function explainMissingDashboard({ reason }: FrontEnd): Promise<void> {
  if (reason !== null) {
    await writeMessage(
      STDERR,
      `sinfit-tui: no dashboard, because ${reason}; printing as with --headless:\n`,
    );
  }
}

/** Longer lines are hard to read, however wide the terminal. */
const MAX_COLUMNS = 80;

/** No line can be shorter. */
const MIN_COLUMNS = 8;

/**
 * The width of text: COLUMNS, else the width of the terminal.
 *
 * @param terminal its width; undefined when the text goes elsewhere.
 */
export function textColumns({ COLUMNS }: NodeJS.ProcessEnv, terminal: number | undefined): number {
  const columns = /^[1-9]\d*$/.test(COLUMNS ?? '') ? Number(COLUMNS) : terminal || MAX_COLUMNS;
  return Math.max(MIN_COLUMNS, Math.min(columns, MAX_COLUMNS));
}
