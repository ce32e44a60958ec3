/** What of other packages is in the bundle: stand-ins for modules, and methods that are left out. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A function that nobody calls. */
const UNUSED = 'module.exports = function () {};';

/**
 * What takes the place of a module, as the text of a CommonJS module.
 *
 * Of packages the parts that are used, where they load much more than that; blessed loads all its
 * widgets, even packages that need not be installed. Of what blessed has for other programs than
 * this as much as its other files ask for: the dashboard speaks to the terminal itself (see
 * `sequences.ts`), reads the keys itself, and draws its own cells.
 */
export const PARTS: Readonly<Record<string, string>> = {
  blessed: `
    exports.program = require('blessed/lib/program');
    exports.tput = require('blessed/lib/tput');
    exports.screen = require('blessed/lib/widgets/screen');
    exports.Node = require('blessed/lib/widgets/node');
    exports.box = exports.Box = require('blessed/lib/widgets/box');
  `,
  'gl-matrix': `
    exports.mat2d = require('gl-matrix/src/gl-matrix/mat2d');
    exports.vec2 = require('gl-matrix/src/gl-matrix/vec2');
  `,
  // Nothing on the canvas is moved, turned or scaled: a point stays where it is.
  'gl-matrix/src/gl-matrix/mat2d': 'exports.create = () => null;',
  'gl-matrix/src/gl-matrix/vec2': `
    exports.create = () => null;
    exports.fromValues = (x, y) => [x, y];
    exports.transformMat2d = (_, point) => point;
  `,
  // As the package makes it, but without what reads config files for it: that loads Node.js's module
  // loader at every start.
  'yargs-parser': `
    const { YargsParser } = require('./node_modules/yargs-parser/build/lib/yargs-parser.js');
    const { cwd, env } = process;
    const { normalize, resolve } = require('path');
    const { format } = require('util');
    const parser = new YargsParser({ cwd, env: () => env, format, normalize, resolve });
    module.exports = (args, options) => parser.parse(args.slice(), options).argv;
    Object.assign(module.exports, require('./node_modules/yargs-parser/build/lib/string-utils.js'));
    module.exports.detailed = (args, options) => parser.parse(args.slice(), options);
  `,
  // yargs measures nothing but its help, which is ASCII; the whole loads tables of all graphemes.
  'string-width': 'module.exports = (text) => text.length;',
  'blessed/lib/tput': `
    module.exports = class Tput {
      constructor(options) {
        this.options = options;
        this.setup();
      }
    };
  `,
  'blessed/lib/keys': 'exports.emitKeypressEvents = () => {};',
  // No element has colours of its own.
  'blessed/lib/colors': `
    exports.convert = () => 0x1ff;
    exports.reduce = (color) => color;
  `,
  // Nor a text, in which these would be looked for.
  'blessed/lib/unicode': `
    const none = /(?!)/;
    exports.chars = { wide: none, swide: none, all: none, surrogate: none, combining: none };
  `,
  // Nor do elements scroll, and nothing is logged.
  'blessed/lib/widgets/log': UNUSED,
  'blessed/lib/widgets/scrollablebox': UNUSED,
  // For a raster of dots other than the dashboard's own.
  'drawille-blessed-contrib': UNUSED,
  x256: UNUSED,
  // Required by blessed, but hardly ever used.
  assert: whenUsed('assert'),
  child_process: whenUsed('child_process'),
};

/** A module of Node.js that is loaded when something of it is used; it has the same names. */
function whenUsed(name: string): string {
  const real = require(name) as object;
  return `
    ${typeof real === 'function' ? `module.exports = (...args) => require('node:${name}')(...args);` : ''}
    for (const name of ${JSON.stringify(Object.keys(real))}) {
      Object.defineProperty(module.exports, name, {
        enumerable: true,
        get: () => require('node:${name}')[name],
      });
    }
  `;
}

/** The packages that methods are left out of. */
export const PRUNED = /node_modules\/(blessed|blessed-contrib|drawille-canvas-blessed-contrib)\//;

/** What the program has no use for, although blessed mentions it. */
export const UNCALLED: readonly string[] = [
  // The mouse.
  ...['bindMouse', 'setMouse', 'enableGpm'].map((name) => `Program.prototype.${name}`),
  ...['_listenMouse', 'enableMouse', '_initHover'].map((name) => `Screen.prototype.${name}`),
  ...['enableMouse', 'enableDrag', 'setHover'].map((name) => `Element.prototype.${name}`),
  // Keys: see `keyboard.ts`.
  'Screen.prototype._listenKeys',
  // Questions to the terminal, and a log of what is said to it.
  ...['bindResponse', 'response', 'setupDump', 'setTerminal'].map(
    (name) => `Program.prototype.${name}`,
  ),
  // Texts with escape sequences or tags, which blessed takes apart: see `linesElement.ts`.
  ...['render', 'setLabel'].map((name) => `Element.prototype.${name}`),
  // And what writes to the terminal: see `changes.ts`.
  ...['draw', 'attrCode', '_dockBorders'].map((name) => `Screen.prototype.${name}`),
  ...['_attr', 'charset'].map((name) => `Program.prototype.${name}`),
  // Cursors that are drawn or have a shape.
  ...['cursorShape', 'cursorColor', 'cursorReset', '_cursorAttr'].map(
    (name) => `Screen.prototype.${name}`,
  ),
  // Other programs on this screen.
  ...['spawn', 'setTerminal'].map((name) => `Screen.prototype.${name}`),
];
