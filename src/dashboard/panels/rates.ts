/** The table of the runs side by side: rate or optimizer, state, loss, and when it will be near the best. */

import { withoutMemory } from '../../fit/optimizers.js';
import { optimizerText, optimizerTitle } from '../../options/optimizers.js';
import { limitText } from '../../runs/divergence.js';
import { numberText } from '../../text/numberText.js';
import { runDivergence } from '../model/divergence.js';
import { hasTwin, isRace, limitOf, shownOptimizer } from '../model/optimizers.js';
import { runName, shownOf, shownRate } from '../model/selectors.js';
import type { Run, Size, State } from '../model/state.js';
import { lanePen } from '../plot/pens.js';
import { significant, steady } from '../style/format.js';
import type { Panel } from '../style/panel.js';
import { fitting, type Line, line, span } from '../style/text.js';
import { arrival, arrivedAt, isSimulated } from './arrival.js';

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

/** The table of the runs side by side: their rates or, if these differ, their optimizers. */
export function ratesPanel(state: State, size: Size): Panel {
  return isRace(state) ? racePanel(state, size) : rateTable(state, size);
}

function rateTable(state: State, { columns, rows }: Size): Panel {
  // A mark, the longest name and a space; a name grows when its run is reset.
  const name = Math.max(...state.live.map((run) => runName(state, run).length)) + 2;
  const room = columns - name - RATE - STATE - LOSS - NEAR;
  const rate = RATE + Math.min(6, Math.max(0, Math.floor(room / 2)));
  const near = NEAR + Math.max(-2, Math.min(6, room - (rate - RATE)));
  const largest = limitOf(state);
  const hasLimit = largest !== undefined && Number.isFinite(largest);
  const limit = hasLimit ? limitText(largest) : state.analysis ? 'none' : '-';
  const head = [
    ' '.repeat(name),
    'rate'.padEnd(rate),
    'state'.padEnd(STATE),
    // One column to the left, so that there is a space before what follows.
    'loss'.padStart(LOSS - 1),
    fitting(goals(state), near - 1).padStart(near + 1),
  ];
  return {
    title: 'Rates side by side, Tab moves',
    shortTitle: 'Rates side by side',
    lines: [
      line(head.join(''), { bold: true }),
      ...state.live.map((run) => row(state, run, [name, rate, near])),
      line(`   largest rate that works: ${limit}`),
    ].slice(0, rows),
  };
}

/** What the last column says, from long to short. */
function goals({ analysis }: State): readonly string[] {
  return analysis?.optimum.loss === 0
    ? ['at 1/1000']
    : ['within 1 % of best', '1 % from best', 'near best'];
}

function row(state: State, run: Run, [name, rate, near]: readonly [number, number, number]): Line {
  const cells = [
    rateCell(shownRate(state, run), rate),
    stateWord(state, run).padEnd(STATE),
    lossCell(state, run),
    fitting(nearTexts(state, run), near - 1).padStart(near),
  ];
  return markedRow(state, run, name, cells);
}

/** Columns of the optimizer and of when it is near the best, and of its rate where there is room. */
const OPTIMIZER = 14;
const WHEN = 11;
const RACE_RATE = 8;

/** Columns of the name of a run that replaced another, and a space. */
const LONG_NAME = NAME + 1;

/** The table of optimizers side by side; what is wrong with a run replaces when it will be near the best. */
function racePanel(state: State, { columns, rows }: Size): Panel {
  const room = columns - LONG_NAME - OPTIMIZER - LOSS - WHEN;
  const rate = room >= RACE_RATE ? RACE_RATE : 0;
  const head = [
    ' '.repeat(LONG_NAME),
    'optimizer'.padEnd(OPTIMIZER),
    'rate'.slice(0, rate).padEnd(rate),
    'loss'.padStart(LOSS - 1),
    (state.analysis?.optimum.loss === 0 ? 'at 1/1000' : 'within 1 %').padStart(WHEN + 1),
  ];
  const areSimulated = state.live.some((run) => isSimulated(state, run));
  return {
    title: 'Optimizers side by side, Tab moves',
    shortTitle: 'Optimizers side by side',
    lines: [
      line(head.join(''), { bold: true }),
      ...state.live.map((run) => {
        const optimizer = withoutMemory(shownOptimizer(state, run));
        const names = [optimizerTitle(optimizer), optimizerText(optimizer), optimizer.name];
        const ofRate = names.map((each) => `${each} ${numberText(shownRate(state, run))}`);
        const texts = hasTwin(state, run) && rate === 0 ? [...ofRate, ...names] : names;
        return markedRow(state, run, NAME, [
          ' ',
          fitting(texts, OPTIMIZER - 1).padEnd(OPTIMIZER),
          rate > 0 ? rateCell(shownRate(state, run), rate) : '',
          lossCell(state, run),
          whenCell(state, run).padStart(WHEN),
        ]);
      }),
      line(areSimulated ? '   sim.: found by simulating ahead' : ''),
    ].slice(0, rows),
  };
}

/** When a run has come within 1 % of the best, when it will, or why it does not. */
function whenCell(state: State, run: Run): string {
  if (run.status === 'diverged' || runDivergence(state, run) !== null) {
    return stateWord(state, run);
  }
  const at = arrival(state, run);
  if (at === 'reached') {
    const since = iterationText(arrivedAt(state, run));
    return fitting([`since ${since}`, `by ${since}`], WHEN - 1);
  }
  const prefix = isSimulated(state, run) ? 'sim.' : 'at';
  return typeof at === 'number' ? `${prefix} ${iterationText(at)}` : (at ?? '-');
}

function iterationText(iteration: number): string {
  return iteration < 1e6 ? String(iteration) : significant(iteration, 1);
}

function lossCell(state: State, run: Run): string {
  const shown = shownOf(state, run);
  return shown ? steady(shown.loss, LOSS) : '-'.padStart(LOSS);
}

/** A row about a run, with a mark if it is in focus. */
function markedRow(state: State, run: Run, name: number, cells: readonly string[]): Line {
  const { style } = lanePen(run.lane);
  const isFocused = run.lane === state.focus;
  return [
    span(isFocused ? '>' : ' ', { bold: true }),
    span(runName(state, run).padEnd(name - 1), { ...style, bold: true }),
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

/** The iteration at which the loss will be near the best, from long to short. */
function nearTexts(state: State, run: Run): readonly string[] {
  const at = arrival(state, run);
  return typeof at === 'number'
    ? [`at ${iterationText(at)}`, `at ${significant(at, 1)}`]
    : [at ?? '-'];
}
