import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './statistics.js';
import { alignedTable } from './table.js';

const SIZES = ['80x24', '120x40', '200x60'] as const;

const ROUNDS = 5;

/**
 * What an update consists of: training until it is due; sending and receiving the message; the
 * change of the state; the text of the panels; the curves on the canvas, borders, header and
 * footer; the screen's cells; finding out which have changed, and writing those.
 */
export const PARTS = ['train', 'message', 'update', 'panels', 'canvas', 'cells', 'write'] as const;

export type Part = (typeof PARTS)[number];

/** What one update costs in the mean of several. */
export interface UpdateCost {
  /** Which updates of the run these are. */
  readonly updates: string;
  readonly milliseconds: Readonly<Record<Part, number>>;
  /** Bytes written. */
  readonly bytes: number;
}

/** A table of what an update costs by part, in milliseconds, and of how many bytes it writes. */
export function updatesTable(): string {
  const rows = SIZES.flatMap((size) => {
    const rounds = Array.from({ length: ROUNDS }, () => measureUpdates(size));
    return rounds[0]!.map(({ updates, bytes }, span) => {
      const times = PARTS.map((part) =>
        median(rounds.map((costs) => costs[span]!.milliseconds[part])),
      );
      const all = times.reduce((sum, time) => sum + time);
      return [size, updates, ...[...times, all].map((time) => time.toFixed(3)), bytes.toFixed(0)];
    });
  });
  return alignedTable([['screen', 'updates', ...PARTS, 'all, ms', 'bytes'], ...rows]);
}

/** Measures a run at a size such as `80x24`. */
export function measureUpdates(size: string): UpdateCost[] {
  const script = fileURLToPath(new URL('./update.js', import.meta.url));
  const json = execFileSync(process.execPath, [script, ...size.split('x')], { encoding: 'utf8' });
  return JSON.parse(json) as UpdateCost[];
}
