import type { Options } from '../options/options.js';

/** What the choice of a front end depends on; looked at only where it does. */
export interface Surroundings {
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  /** The environment's TERM. */
  readonly term: string | undefined;
}

export interface FrontEnd {
  readonly name: 'dashboard' | 'records' | 'announcements';
  /** Why there is no dashboard, where that may come as a surprise; else null. */
  readonly reason: string | null;
}

/**
 * The dashboard where it was not declined and can work, else printed records. A format that only
 * programs read declines it too.
 */
export function chooseFrontEnd(
  { headless, format, announce }: Pick<Options, 'headless' | 'format' | 'announce'>,
  surroundings: Surroundings,
): FrontEnd {
  if (announce) {
    return { name: 'announcements', reason: null };
  }
  if (headless || format !== 'text' || !surroundings.stdoutIsTerminal) {
    return { name: 'records', reason: null };
  }
  if (!surroundings.stdinIsTerminal) {
    return { name: 'records', reason: 'stdin is not a terminal' };
  }
  if (surroundings.term === 'dumb') {
    return { name: 'records', reason: 'this terminal (TERM=dumb) cannot place text' };
  }
  return { name: 'dashboard', reason: null };
}
