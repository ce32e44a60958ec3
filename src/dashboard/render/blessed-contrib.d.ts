/** The only widget used of blessed-contrib, imported by itself because the whole package loads slowly. */
declare module 'blessed-contrib/lib/widget/canvas.js' {
  import type { Widgets } from 'blessed';

  /** The HTML canvas methods in use; the stroke style is passed to the raster unchanged. */
  interface Context {
    /** The raster, an object of the class passed to the widget. */
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
