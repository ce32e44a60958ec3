/** Every function of fit/ has an example in its docstring, and all are true. */

import { describe, test } from 'node:test';
import { checkExample, exampleOf, filesOf, type Names } from '../docstrings.js';

const BUILT = new URL('../../src/', import.meta.url);

describe('the example in the docstring of', async () => {
  const names: Record<string, unknown> = {};
  for (const file of filesOf('fit')) {
    const module: Names = await import(new URL(file.replace(/ts$/, 'js'), BUILT).href);
    Object.assign(names, module);
    for (const name of Object.keys(module).filter((each) => typeof module[each] === 'function')) {
      test(`${name} in ${file} holds`, async () => {
        await checkExample(exampleOf(name, file), names);
      });
    }
  }
});
