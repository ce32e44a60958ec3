/** The one widget of blessed-contrib that is used, loaded alone: the whole package starts slowly. */
declare module 'blessed-contrib/lib/widget/canvas.js' {
  import type { Widgets } from 'blessed';

  /** The HTML canvas's methods that are used; the stroke style is handed to the raster as it is. */
  interface Context {
    /** The raster that the widget was given the class of. */
    readonly _canvas: object;
    strokeStyle: unknown;
    clearRect(x: number, y: number, width: number, height: number): void;
    beginPath(): void;
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    stroke(): void;
  }

  export default class Canvas extends Widgets.BoxElement {
    constructor(options: Widgets.BoxOptions, raster: new (width: number, height: number) => object);
    canvasSize: { width: number; height: number };
    ctx: Context;
    calcSize(): void;
    clear(): void;
  }
}
