import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { sineDataset } from '../../src/fit/dataset.js';
import { stepwiseObjective } from '../../src/fit/objective.js';
import { standardNormals } from '../../src/fit/random.js';
import { vectorPass } from '../../src/fit/vectorPass.js';
import { assertClose } from './close.js';

test('a pass can be loaded again, with fewer points, odd or even, or with more than a page', () => {
  const coefficients = Float64Array.from(standardNormals(0, 4));
  const pass = vectorPass(3, 10_000)!;
  for (const samples of [10_000, 2, 9_999, 3, 8]) {
    const dataset = sineDataset(samples, [-3, 2]);
    pass.load(dataset);
    const steps = stepwiseObjective(dataset, 3);
    // The second time there is something left of the first.
    for (let time = 0; time < 2; time++) {
      const [gradient, expected] = [new Float64Array(4), new Float64Array(4)];
      const loss = steps.evaluate(coefficients, expected);
      assert.equal(pass.evaluate(coefficients, gradient), loss, `loss of ${samples}`);
      gradient.forEach((slope, k) => {
        assertClose(slope, expected[k]!, 1e-12, `gradient ${k} of ${samples}`);
      });
    }
  }
});

test('without WebAssembly the steps themselves are used', () => {
  const [objective, dataset] = ['objective', 'dataset'].map(
    (name) => new URL(`../../src/fit/${name}.js`, import.meta.url).href,
  );
  const script = `
    import { pointwiseObjective } from '${objective}';
    import { sineDataset } from '${dataset}';
    const gradient = new Float64Array(2);
    const loss = pointwiseObjective(sineDataset(9, [-1, 2]), 1).evaluate([0.5, 0.25], gradient);
    console.log(JSON.stringify([typeof WebAssembly, loss, ...gradient]));
  `;
  const output = execFileSync(
    process.execPath,
    ['--jitless', '--no-warnings', '--input-type=module', '-e', script],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const gradient = new Float64Array(2);
  const steps = stepwiseObjective(sineDataset(9, [-1, 2]), 1);
  const loss = steps.evaluate(Float64Array.of(0.5, 0.25), gradient);
  assert.deepEqual(JSON.parse(output), ['undefined', loss, ...gradient]);
});

/** A pass while WebAssembly's memory and modules cannot be made, for this reason. */
function passWithout(t: TestContext, what: 'Memory' | 'Module', reason: Error) {
  t.mock.method(WebAssembly, what, function refuse() {
    throw reason;
  });
  return vectorPass(3, 10);
}

test('without memory or permission there is no pass', (t) => {
  const noMemory = new RangeError('WebAssembly.Memory(): could not allocate memory');
  assert.equal(passWithout(t, 'Memory', noMemory), null);
  t.mock.restoreAll();
  const refused = new WebAssembly.CompileError('Wasm code generation disallowed by embedder');
  assert.equal(passWithout(t, 'Module', refused), null);
  t.mock.restoreAll();
  assert.throws(() => passWithout(t, 'Module', new Error('a mistake')), /a mistake/);
});
