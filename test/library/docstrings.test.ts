/** Every function of the library has an example in its docstring, and all are true. */

import { describe, test } from 'node:test';
import { checkExample, exampleOf, filesOf } from '../docstrings.js';
import { library } from '../packed.js';

const names: Readonly<Record<string, unknown>> = await library();

describe('the example in the docstring of', () => {
  for (const name of Object.keys(names).filter((each) => typeof names[each] === 'function')) {
    test(`${name} holds with the library`, async () => {
      // The library's own comes before that of the function of fit/ that it calls.
      const examples = ['library', 'fit'].flatMap(filesOf).map((file) => exampleOf(name, file));
      await checkExample(
        examples.find((each) => each !== undefined),
        names,
      );
    });
  }
});
