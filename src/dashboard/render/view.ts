/** Draws the state on the screen: a blessed box for each panel, blessed-contrib's canvas for the curves. */

import blessed, { type Widgets } from 'blessed';
import CanvasWidget from 'blessed-contrib/lib/widget/canvas.js';
import type { Rect, Size, State } from '../model/state.js';
import { coefficientTable } from '../panels/coefficients.js';
import { curves } from '../panels/curves.js';
import { detailsPanel } from '../panels/details.js';
import { directionsPanel } from '../panels/directions.js';
import { footer, footerFacts } from '../panels/footer.js';
import { header } from '../panels/header.js';
import { help, helpRect } from '../panels/help.js';
import { learningRatePanel, learningRateStrip } from '../panels/learningRate.js';
import { lossChart } from '../panels/lossChart.js';
import { plane } from '../panels/plane.js';
import { ratesPanel } from '../panels/rates.js';
import { residual } from '../panels/residual.js';
import { surface } from '../panels/surface.js';
import { whyPanel } from '../panels/why.js';
import { titleLetter } from '../plot/lossCurves.js';
import { DOTS, type Raster, rasterClass } from '../plot/raster.js';
import { memoizeLast } from '../style/memoizeLast.js';
import type { Canvas, Panel } from '../style/panel.js';
import { center, type Line, line, span } from '../style/text.js';
import type { Theme } from '../style/theme.js';
import { boxed } from './border.js';
import { layout, MINIMUM, needsOf } from './layout.js';
import { type Content, redrawRows, showLines } from './linesElement.js';
import type { Layout, PanelName, Place } from './places.js';

const plots: Record<State['plot'], (state: State, inside: Size, theme: Theme) => Panel> = {
  curves,
  residual,
  surface,
  plane,
};

const footerLine = memoizeLast(footer);

/** Every panel, as a function of the state and the size of its inside. */
export const panels: Record<PanelName, (state: State, inside: Size, theme: Theme) => Panel> = {
  header: (state, inside, theme) => ({ title: '', lines: header(state, inside, theme) }),
  loss: lossChart,
  curves: (state, inside, theme) => ofRun(state, plots[state.plot](state, inside, theme)),
  why: (state, inside, theme) =>
    indented(whyPanel(state, { ...inside, columns: inside.columns - 2 }, theme.unicode)),
  coefficients: (state, inside, theme) => ofRun(state, coefficientTable(state, inside, theme)),
  directions: (state, inside, theme) => ofRun(state, directionsPanel(state, inside, theme)),
  rate: (state, inside, theme) => ofRun(state, learningRatePanel(state, inside, theme)),
  rateStrip: learningRateStrip,
  rates: ratesPanel,
  details: (state, inside, theme) => ofRun(state, detailsPanel(state, inside, theme)),
  footer: (state) => ({ title: '', lines: [footerLine(footerFacts(state))] }),
};

/** Indents lines by a space, to align with text in a border. */
function indented(panel: Panel): Panel {
  return { ...panel, lines: panel.lines.map((spans) => [span(' '), ...spans]) };
}

/** Adds the letter of the run in focus to a panel's title. */
function ofRun(state: State, panel: Panel): Panel {
  const { title, shortTitle = title } = panel;
  const letter = titleLetter(state);
  return { ...panel, title: letter + title, shortTitle: letter + shortTitle };
}

/** The size of a part without its border. */
export function insideOf({ columns, rows, border }: Place): Size {
  return border ? { columns: columns - 2, rows: rows - 2 } : { columns, rows };
}

export interface View {
  /** Draws the state; writes only what changed. */
  draw(state: State): void;
}

/** Creates a view, whose `draw` draws the whole screen. */
export function createView(screen: Widgets.Screen, theme: Theme): View {
  const boxes = new Map<string, Box>();
  const chart = createChart(screen, theme);
  /** The elements of the present frame. */
  const shown = new Set<Placed>();
  /** Whether an element appeared, disappeared or moved since the last frame. */
  let rearranged = false;

  function show(name: string, rect: Rect, content: Content): void {
    let box = boxes.get(name);
    if (!box) {
      box = createBox(screen, theme);
      boxes.set(name, box);
    }
    put(box, rect);
    box.content = content;
  }

  function put(placed: Placed, rect: Rect): void {
    rearranged = place(placed, rect) || rearranged;
    shown.add(placed);
  }

  function showPanel(name: string, place: Place, panel: Panel): void {
    const edge = place.border ? 1 : 0;
    const lines = place.border ? boxed(panel, place, theme) : panel.lines;
    show(name, place, { lines, isBoxed: place.border });
    if (panel.canvas) {
      const { left, top, columns, rows } = panel.canvas;
      put(chart, { left: place.left + edge + left, top: place.top + edge + top, columns, rows });
      chart.draw(panel.canvas);
    }
  }

  function drawPanels(state: State, places: Layout): void {
    for (const [name, place] of Object.entries(places) as [PanelName, Place][]) {
      showPanel(name, place, panels[name](state, insideOf(place), theme));
    }
    if (state.help !== null) {
      const place = { ...helpRect(state.size), border: true };
      showPanel('help', place, help(state.help, insideOf(place)));
      boxes.get('help')!.element.setFront();
    }
  }

  function hideOthers(): void {
    for (const placed of [...boxes.values(), chart]) {
      if (placed.rect && !shown.has(placed)) {
        placed.element.hide();
        placed.rect = null;
        rearranged = true;
      }
    }
  }

  return {
    draw(state) {
      shown.clear();
      const rects = layout(state.size, needsOf(state));
      if (rects) {
        drawPanels(state, rects);
      } else {
        const content = { lines: tooSmall(state.size), isBoxed: false };
        show('small', { left: 0, top: 0, ...state.size }, content);
      }
      hideOthers();
      if (rearranged) {
        redrawRows(screen);
        rearranged = false;
      }
      screen.render();
    },
  };
}

/** An element and its place, which is null while it is hidden. */
interface Placed {
  readonly element: Widgets.BoxElement;
  rect: Rect | null;
}

const EMPTY: Content = { lines: [], isBoxed: false };

interface Box extends Placed {
  content: Content;
}

function createBox(screen: Widgets.Screen, theme: Theme): Box {
  const box: Box = { element: blessed.box({ parent: screen }), rect: null, content: EMPTY };
  showLines(box.element, () => box.content, theme);
  return box;
}

/** @returns whether the element appeared or moved. */
function place(placed: Placed, rect: Rect): boolean {
  if (placed.rect && sameRect(placed.rect, rect)) {
    return false;
  }
  const { left, top, columns, rows } = rect;
  if (placed.rect) {
    // Clears its old place.
    placed.element.hide();
  }
  Object.assign(placed.element.position, { left, top, width: columns, height: rows });
  placed.element.show();
  placed.rect = rect;
  return true;
}

function sameRect(one: Rect, other: Rect): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.columns === other.columns &&
    one.rows === other.rows
  );
}

/** One centred line: the longest text that fits. */
function tooSmall({ columns, rows }: Size): Line[] {
  const need = `${MINIMUM.columns}x${MINIMUM.rows}`;
  const texts = [`sinfit-tui needs ${need}, this is ${columns}x${rows}`, `needs ${need}`, need];
  const text = texts.find(({ length }) => length <= columns) ?? '';
  const above = Array.from({ length: Math.floor((rows - 1) / 2) }, () => line(''));
  return [...above, center(line(text), columns)];
}

interface Chart extends Placed {
  draw(canvas: Canvas): void;
}

/** Creates the canvas, and draws curves and labels on it. */
function createChart(screen: Widgets.Screen, theme: Theme): Chart {
  const Raster = rasterClass(theme);
  const widget = new (class extends CanvasWidget {
    /** Uses the whole widget; blessed-contrib would leave a margin. */
    override calcSize(): void {
      this.canvasSize = {
        width: Number(this.width) * DOTS.x,
        height: Number(this.height) * DOTS.y,
      };
    }
  })({ width: 1, height: 1 }, Raster);
  const raster = () => widget.ctx._canvas as Raster;
  showLines(widget, () => ({ lines: raster().lines(), isBoxed: false }), theme);
  screen.append(widget);
  return {
    element: widget as Widgets.BoxElement,
    rect: null,
    draw({ strokes, labels }: Canvas): void {
      widget.setFront();
      // This event makes the widget create a new, empty raster of its present size.
      widget.emit('attach');
      const { ctx } = widget;
      for (const { pen, points } of strokes) {
        ctx.strokeStyle = pen;
        ctx.beginPath();
        ctx.moveTo(points[0]![0], points[0]![1]);
        // Draws a single point as a line to itself.
        for (let i = Math.min(1, points.length - 1); i < points.length; i++) {
          ctx.lineTo(points[i]![0], points[i]![1]);
        }
        ctx.stroke();
      }
      for (const label of labels) {
        raster().write(label);
      }
    },
  };
}
