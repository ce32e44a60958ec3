/** Ends a test file at its first failure: the mutant is found out, and the rest would cost time. */

import { Transform } from 'node:stream';
import type { TestEvent } from 'node:test/reporters';
import fc from 'fast-check';

// Nobody reads a smaller counterexample.
fc.configureGlobal({ endOnFailure: true });

export default new Transform({
  writableObjectMode: true,
  transform({ type, data }: TestEvent, _encoding, done) {
    if (type === 'test:fail') {
      console.error(data.name, data.details.error.cause);
      process.exit(1);
    }
    done();
  },
});
