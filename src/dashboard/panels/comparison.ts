/** Says which run is ahead, if there are several. */

import { focusedRun, runName, shownEarlier } from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import { runPoints } from '../plot/lossCurves.js';
import { significant } from '../style/format.js';

/**
 * A sentence that compares the run in focus with the best other one, at the newest iteration that both
 * have; empty if there is no other.
 */
export function comparison(state: State): string[] {
  const run = focusedRun(state);
  const others = [...state.live.filter(({ lane }) => lane !== run.lane), ...shownEarlier(state)];
  const prefix = state.live.length === 1 ? 'run ' : '';
  const best = others
    .flatMap((other) =>
      newestCommon(run, other).map((common) => ({
        name: prefix + runName(state, other),
        ...common,
      })),
    )
    .reduce<Rival | null>(
      (least, rival) => (least && least.theirs <= rival.theirs ? least : rival),
      null,
    );
  if (!best) {
    return [];
  }
  const { name, iteration } = best;
  const [mine, theirs] = [significant(best.mine, 4), significant(best.theirs, 4)];
  // A difference in digits that are not shown is small, or only rounding.
  if (mine === theirs) {
    return [`As low as ${name} at iteration ${iteration}: loss ${mine}.`];
  }
  const place = best.mine < best.theirs ? 'Ahead of' : 'Behind';
  return [`${place} ${name} at iteration ${iteration}: loss ${mine} against ${theirs}.`];
}

interface Rival {
  readonly name: string;
  readonly iteration: number;
  readonly mine: number;
  readonly theirs: number;
}

/** The newest iteration since the run started or branched at which both have a finite loss. */
function newestCommon(run: Run, other: Run): Omit<Rival, 'name'>[] {
  const mine = runPoints(run);
  const theirs = runPoints(other);
  let [i, j] = [mine.length - 1, theirs.length - 1];
  while (i >= 0 && j >= 0 && mine[i]!.iteration > (run.branchedAt ?? 0)) {
    const { iteration, loss } = mine[i]!;
    const rival = theirs[j]!;
    if (iteration > rival.iteration || !Number.isFinite(loss)) {
      i -= 1;
    } else if (iteration < rival.iteration || !Number.isFinite(rival.loss)) {
      j -= 1;
    } else {
      return [{ iteration, mine: loss, theirs: rival.loss }];
    }
  }
  return [];
}
