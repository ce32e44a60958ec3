/** What takes the place of a module in the bundle, as the text of a CommonJS module. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The parts that are used of packages which load much more than that; of blessed, which loads all
 * its widgets, even packages that need not be installed.
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
  // yargs measures nothing but its help, which is ASCII; the whole loads tables of all graphemes.
  'string-width': 'module.exports = (text) => text.length;',
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
