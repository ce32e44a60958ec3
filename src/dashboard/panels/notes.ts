/** What there is to say about the present moment in words: why, and which key leads on. */

import { lossAt } from '../../fit/excessLoss.js';
import { safeLearningRate, shareOfLimit } from '../../fit/learningRate.js';
import { limitText } from '../../runs/divergence.js';
import { omittedRecords } from '../../runs/history.js';
import { numberText } from '../../text/numberText.js';
import { runDivergence } from '../model/divergence.js';
import {
  focusedRun,
  presentRate,
  runName,
  shownSnapshot,
  status,
  trainedRate,
} from '../model/selectors.js';
import type { Run, State } from '../model/state.js';
import { runPoints } from '../plot/lossCurves.js';
import { exact, percent, significant } from '../style/format.js';

/** Sentences about the state, the most urgent first. */
export function notes(state: State): string[] {
  return [
    ...(state.message === null ? [] : [state.message]),
    ...(state.warning === null ? [] : [`! ${state.warning}`]),
    ...stateNote(state),
    ...limitNote(state),
    ...riseNote(state),
    ...otherLanesNote(state),
    ...rewindNote(state),
    ...laneNote(state),
    ...comparison(state),
  ];
}

function stateNote(state: State): string[] {
  const run = focusedRun(state);
  switch (status(state)) {
    case 'finished':
      if (state.replay) {
        return ['A recording of a run to its end.'];
      }
      return [`Finished: space trains ${state.settings.iterations} more.`];
    case 'diverged':
      return [`Diverged at iteration ${run.present?.iteration}: ${divergenceCause(state)}`];
    default:
      return state.replay && !state.rewind ? ['A recording.'] : [];
  }
}

function divergenceCause(state: State): string {
  const { analysis, replay } = state;
  const run = focusedRun(state);
  if (analysis && !Number.isFinite(lossAt(analysis, run.initial))) {
    return `the initial coefficients are too large.${replay ? '' : ' n starts elsewhere.'}`;
  }
  // The rate of the update at which it blew up; by now it may be another.
  const share = analysis ? shareOfLimit(trainedRate(run), analysis.stabilityLimit) : 0;
  if (share < 1) {
    return `the numbers grew too large.${replay ? '' : ' r resets, n starts elsewhere.'}`;
  }
  const limit = limitText(state.analysis!.stabilityLimit);
  return (
    `the rate is ${percent(share)} of the limit ${limit}, so each step overshot more; ` +
    `${safeRate(state)} works.${state.replay ? '' : ' Rewind with Left, lower it with [, Enter trains on.'}`
  );
}

/** Before the run blows up, and when it ends before it has. */
function limitNote(state: State): string[] {
  const share = presentShareOfLimit(state);
  if (status(state) === 'diverged' || share === null || share < 1) {
    return [];
  }
  const fate =
    share === 1 ? 'at the limit and will never settle' : 'above the limit and will diverge';
  const cure = state.replay ? '.' : `: [ lowers it, ${safeRate(state)} works.`;
  return [`! Rate ${numberText(shownSnapshot(state)!.learningRate)} is ${fate}${cure}`];
}

function safeRate(state: State): string {
  return numberText(safeLearningRate(state.analysis!.stabilityLimit));
}

/** Of a run that has finished higher than it began, at a learning rate that it may go on with. */
function riseNote(state: State): string[] {
  const run = focusedRun(state);
  return !state.rewind && runDivergence(state, run) === 'risen'
    ? [`! The loss ended above its start, ${significant(lossAt(state.analysis!, run.initial), 4)}.`]
    : [];
}

/** Runs beside the one that is shown that do not converge. */
function otherLanesNote(state: State): string[] {
  const signs = state.live
    .filter(({ lane }) => lane !== state.focus)
    .filter((run) => run.status === 'diverged' || runDivergence(state, run) !== null)
    .map((run) => runName(state, run));
  return signs.length === 0 ? [] : [`! Not converging: ${signs.join(', ')}.`];
}

/** The learning rate of the moment shown as a share of the limit; null while that is not known. */
function presentShareOfLimit(state: State): number | null {
  const present = shownSnapshot(state);
  return present && state.analysis
    ? shareOfLimit(present.learningRate, state.analysis.stabilityLimit)
    : null;
}

/** The exact numbers of the moment looked back to, and what the history has left out. */
function rewindNote(state: State): string[] {
  const shown = shownSnapshot(state);
  if (!state.rewind || !shown) {
    return [];
  }
  const omitted = omittedRecords(focusedRun(state).history, state.settings.every);
  const keys = state.replay ? 'Esc returns.' : 'Enter branches, Esc returns.';
  return [
    `At iteration ${shown.iteration} the loss was ${exact(shown.loss)}. ${keys}`,
    ...(omitted > 0 ? [`${omitted} older records were thinned out.`] : []),
  ];
}

function laneNote(state: State): string[] {
  const run = focusedRun(state);
  if (state.live.length === 1) {
    return [];
  }
  return [`Showing ${runName(state, run)}, ${numberText(presentRate(run))}; Tab: the next.`];
}

/** Which run has the lower loss: this one, or the best of the others where both were recorded. */
function comparison(state: State): string[] {
  const run = focusedRun(state);
  const others = [
    ...state.live.filter(({ lane }) => lane !== run.lane),
    ...(state.showEarlier ? state.earlier : []),
  ];
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
  // What differs in the digits that are not shown differs by little, or by rounding alone.
  if (mine === theirs) {
    return [`At ${iteration} as low as ${name}: ${mine}`];
  }
  return [
    best.mine < best.theirs
      ? `Lower at ${iteration}: this, ${mine} < ${theirs}`
      : `Lower at ${iteration}: ${name}, ${theirs} < ${mine}`,
  ];
}

interface Rival {
  readonly name: string;
  readonly iteration: number;
  readonly mine: number;
  readonly theirs: number;
}

/** The newest iteration at which both runs have a finite loss; empty when that is their start. */
function newestCommon(run: Run, other: Run): Omit<Rival, 'name'>[] {
  const mine = runPoints(run);
  const theirs = runPoints(other);
  let [i, j] = [mine.length - 1, theirs.length - 1];
  while (i >= 0 && j >= 0 && mine[i]!.iteration > 0) {
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
