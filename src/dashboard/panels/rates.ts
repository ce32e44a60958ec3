/** Compares the runs side by side in a table: rate, state, loss, and when the loss will be near the best. */

import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { runDivergence } from '../model/divergence.js';
import { runName, shownOf, shownRate } from '../model/selectors.js';
import type { Run, Size, State } from '../model/state.js';
import { lanePen } from '../plot/pens.js';
import { significant, steady } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { fitting, type Line, line, span } from '../style/text.js';
import { arrival } from './arrival.js';

/** How many lines the table takes, and how many with the largest rate that works below it. */
export function rateRows(lanes: number, withLimit: boolean): number {
  return lanes + (withLimit ? 2 : 1);
}

/** Columns of the name, the state and the loss, and the fewest of the rate and the iteration. */
const NAME = 3;
const STATE = 9;
const LOSS = 9;
const RATE = 7;
const NEAR = 10;

/** The table of the runs side by side. */
export function ratesPanel(state: State, { columns, rows }: Size): Panel {
  const room = Math.max(0, columns - NAME - RATE - STATE - LOSS - NEAR);
  const rate = RATE + Math.min(6, Math.floor(room / 2));
  const near = NEAR + Math.min(6, room - Math.floor(room / 2));
  const { analysis } = state;
  const goals =
    analysis?.optimum.loss === 0
      ? ['at 1/1000']
      : ['within 1 % of best', '1 % from best', 'near best'];
  const limit = analysis ? limitText(analysis.stabilityLimit) : '-';
  const head = [
    ' '.repeat(NAME),
    'rate'.padEnd(rate),
    'state'.padEnd(STATE),
    // One column to the left, so that there is a space before what follows.
    'loss'.padStart(LOSS - 1),
    fitting(goals, near - 1).padStart(near + 1),
  ];
  return {
    title: 'Rates side by side, Tab moves',
    shortTitle: 'Rates side by side',
    lines: [
      line(head.join(''), { bold: true }),
      ...state.live.map((run) => row(state, run, rate, near)),
      line(`   largest rate that works: ${limit}`),
    ].slice(0, rows),
  };
}

function row(state: State, run: Run, rate: number, near: number): Line {
  const { style } = lanePen(run.lane);
  const isFocused = run.lane === state.focus;
  const shown = shownOf(state, run);
  const loss = shown ? steady(shown.loss, LOSS) : '-'.padStart(LOSS);
  const cells = [
    rateCell(shownRate(state, run), rate),
    stateWord(state, run).padEnd(STATE),
    loss,
    nearCell(state, run).padStart(near),
  ];
  return [
    span(isFocused ? '>' : ' ', { bold: true }),
    span(runName(state, run).padEnd(NAME - 1), { ...style, bold: true }),
    span(cells.join(''), isFocused ? { bold: true } : {}),
  ];
}

function rateCell(rate: number, columns: number): string {
  const text = numberText(rate);
  return (text.length < columns ? text : significant(rate, 1)).padEnd(columns);
}

/** What the run is doing, or what is wrong with it. */
function stateWord(state: State, run: Run): string {
  if (run.status === 'diverged') {
    return 'diverged!';
  }
  const divergence = runDivergence(state, run);
  if (divergence === null) {
    const isPlayed = state.replay && run.status === 'running';
    return isPlayed ? (state.paused ? 'paused' : 'playing') : run.status;
  }
  return divergence === 'risen' ? 'went up!' : 'too fast!';
}

/** The iteration at which the loss will be near the best, in few characters. */
function nearCell(state: State, run: Run): string {
  const at = arrival(state, run);
  if (at === null) {
    return '-';
  }
  if (typeof at === 'string') {
    return at;
  }
  return `at ${at < 1e6 ? at : significant(at, 1)}`;
}
