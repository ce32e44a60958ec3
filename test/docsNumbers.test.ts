/**
 * Every number in the README and on the pages of docs is computed here and stands there in its
 * sentence, or it is named here as one that cannot be computed. What is measured has a date and a
 * command; tables and commands have tests of their own.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { REST_MILLISECONDS } from '../src/dashboard/input/keyboard.js';
import { keyBindings } from '../src/dashboard/input/keymap.js';
import { nextLearningRate, nextPace } from '../src/dashboard/model/steps.js';
import { MINIMUM } from '../src/dashboard/render/layout.js';
import { sizeOf } from '../src/dashboard/terminal/size.js';
import { analyse } from '../src/fit/analysis.js';
import { sineDataset } from '../src/fit/dataset.js';
import { Descent } from '../src/fit/descent.js';
import { type Direction, directions } from '../src/fit/directions.js';
import { createForecast } from '../src/fit/forecast.js';
import { meanLossLearningRate } from '../src/fit/learningRate.js';
import { bestMomentum, momentumLimit } from '../src/fit/momentum.js';
import { createMomentumForecast } from '../src/fit/momentumForecast.js';
import { pointwiseObjective } from '../src/fit/objective.js';
import { type Momentum, OPTIMIZERS, type OptimizerName } from '../src/fit/optimizers.js';
import { evaluatePolynomial } from '../src/fit/polynomial.js';
import { standardNormals } from '../src/fit/random.js';
import { rootMeanSquare } from '../src/fit/rootMeanSquare.js';
import { SIMULATED_ITERATIONS, simulateForecast } from '../src/fit/simulatedForecast.js';
import { svd } from '../src/fit/svd.js';
import { sineTaylorCoefficients } from '../src/fit/taylor.js';
import { defaultRate } from '../src/options/optimizers.js';
import {
  MAX_LEARNING_RATES,
  OPTION_TABLE,
  type OptionDefinition,
  SETTINGS,
} from '../src/options/table.js';
import { HISTORY_CAPACITY } from '../src/runs/history.js';
import { EXIT_CODES } from '../src/system/exitCodes.js';
import { numberText } from '../src/text/numberText.js';
import { CONFIDENCE, ROUNDS } from './bench/against.js';
import { numpyData } from './fit/numpyRuns.js';
import { PUBLISHED, TUTORIAL } from './fit/tutorial.js';
import { LEAST_SCORE } from './mutationParts.js';

const root = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

// The tutorial's problem, by the parts of the program that have tests against NumPy.

const { samples, interval, degree, learningRate } = TUTORIAL;
const { x: points } = sineDataset(samples, interval);
const cubic = analyse(samples, interval, degree);
const quintic = analyse(samples, interval, 5);
const seed42 = standardNormals(42, degree + 1);

/** Of the Hessian: the first is the largest. */
const [steepest, steep, flat, flattest] = cubic.eigenvalues as [number, number, number, number];

/** What an iteration leaves of an error along a direction of this curvature. */
const left = (curvature: number): number => 1 - learningRate * curvature;

const halving = (curvature: number): number => Math.log(0.5) / Math.log(left(curvature));

/** The direction of an eigenvalue, in coefficients; its length is 1. */
function direction(index: number): number[] {
  const vector = cubic.factor[0]!.map((_, k) =>
    cubic.factor.reduce((sum, row, i) => sum + row[k]! * cubic.leftSingularVectors[index]![i]!, 0),
  );
  const length = Math.hypot(...vector);
  // Less than rounding leaves is nothing: even and odd powers are independent.
  const entries = vector.map((entry) => (Math.abs(entry) < 1e-9 * length ? 0 : entry / length));
  const sign = Math.sign(entries.find((entry) => entry !== 0)!);
  return entries.map((entry) => entry * sign);
}

/** The greatest size of a polynomial at the points. */
const greatest = (coefficients: readonly number[]): number =>
  Math.max(...points.map((x) => Math.abs(evaluatePolynomial(coefficients, x))));

/** Iterations from seed 42 until the loss is within 1 % of the least. */
const within = (rate: number): number =>
  createForecast(cubic, seed42, rate).iterationWithin(0.01) ?? Number.POSITIVE_INFINITY;

/** The best of all rates of three digits. */
const [bestRate] = Array.from({ length: 256 }, (_, i) => Number(`${100 + i}e-8`))
  .map((rate) => [rate, within(rate)] as const)
  .reduce((best, candidate) => (candidate[1] < best[1] ? candidate : best));

/** The condition number of a fit of degree 5 in other functions than the powers of x. */
function conditionIn(basis: readonly ((x: number) => number)[]): number {
  const columns = basis.map((f) => [...points].map(f));
  const gram = columns.map((u) =>
    columns.map((v) => u.reduce((sum, value, i) => sum + value * v[i]!, 0)),
  );
  const { singularValues } = svd(gram);
  return singularValues[0]! / singularValues.at(-1)!;
}

const powers = [0, 1, 2, 3, 4, 5];
const lengthOfPower = (k: number): number => Math.hypot(...points.map((x) => x ** k));

/** Legendre's polynomial of the degree over the interval, by its recurrence. */
function legendre(k: number): (x: number) => number {
  return (x) => {
    const z = x / Math.PI;
    let [before, value] = [0, 1];
    for (let j = 0; j < k; j++) {
      [before, value] = [value, ((2 * j + 1) * z * value - j * before) / (j + 1)];
    }
    return value;
  };
}

/** The iteration at which the tutorial's run from seed 42 leaves the range of numbers. */
function divergence(rate: number): number {
  const objective = pointwiseObjective(sineDataset(samples, interval), degree);
  const descent = new Descent(objective, seed42, rate);
  while (!descent.diverged) {
    descent.step();
  }
  return descent.iteration;
}

/** The digits to which the numbers of NumPy's runs are those of ours. */
function digitsAsNumpy(): number {
  const objective = pointwiseObjective(sineDataset(samples, interval), degree);
  const differences = numpyData.tutorialRuns.flatMap(({ initial, losses, iterations, result }) => {
    const descent = new Descent(objective, initial, learningRate);
    const at = (iteration: number) => {
      while (descent.iteration < iteration) {
        descent.step();
      }
      return descent.snapshot();
    };
    const ours = losses.map((_, i) => at(100 * i + 99).loss);
    const numbers = [...losses, ...result];
    return [...ours, ...at(iterations).coefficients].map((value, i) => value / numbers[i]! - 1);
  });
  return Math.floor(-Math.log10(Math.max(...differences.map(Math.abs))));
}

// As numbers are written on the pages.

/** 3.558e-6, as a rate is typed. */
const scientific = (value: number, count: number): string => value.toExponential(count - 1);

const digits = (value: number, count: number): string => value.toPrecision(count).replace('-', '−');

/** 562 122: a whole number in groups, from five digits on. */
const whole = (value: number): string => value.toFixed(0).replace(/^(\d{2,3})(\d{3})$/, '$1 $2');

const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const;

/** 0.985 − 0.170x²; coefficients that are 0 are left out. */
function polynomial(coefficients: readonly number[]): string {
  const terms = coefficients.flatMap((value, k) =>
    value === 0 ? [] : [digits(value, 3) + ['', 'x', 'x²', 'x³'][k]!],
  );
  return terms.join(' + ').replaceAll('+ −', '− ');
}

const optimum = cubic.optimum.coefficients as [number, number, number, number];
const rms = rootMeanSquare(cubic.optimum.loss, samples);
const lock = JSON.parse(read('package-lock.json')).packages as Record<string, { version: string }>;
const { engines, overrides } = JSON.parse(read('package.json'));

/** The least versions of Node.js: `20.19+` for those of one major version, `23` for all later ones. */
const minimums = (engines.node as string)
  .split(' || ')
  .map((range) => range.replace(/^\^(\d+\.\d+)\.0$/, '$1+').replace('>=', ''));

/** "a, b and c". */
const listOf = (items: readonly string[]): string => new Intl.ListFormat('en-GB').format(items);

/** The versions of a package that are installed: "1.0.0, 2.0.0 and 3.0.0". */
function listed(name: string): string {
  const paths = Object.keys(lock).filter((path) => path.endsWith(`node_modules/${name}`));
  const versions = new Set(paths.map((path) => lock[path]!.version));
  return listOf([...versions].sort());
}

const rateOf = (name: OptimizerName): string => numberText(defaultRate(OPTIMIZERS[name]));

// Momentum, RMSprop and Adam from seed 42.

const needed = (name: Momentum['name'], beta: number, rate: number): number | null =>
  createMomentumForecast(cubic, seed42, { name, beta }, rate).iterationWithin(0.01);

const limitOf = (name: Momentum['name']): number =>
  momentumLimit({ name, beta: 0.9 }, cubic.stabilityLimit);

const [heavy, lookahead] = (['momentum', 'nesterov'] as const).map((name) =>
  directions(cubic, seed42, seed42, learningRate, { name, beta: 0.9 }),
) as [Direction[], Direction[]];

const bestPair = bestMomentum('momentum', cubic);
const bestOfNesterov = bestMomentum('nesterov', cubic);

const ahead = (name: OptimizerName, rate = 1e-3) =>
  simulateForecast(cubic, seed42, OPTIMIZERS[name], rate);

/** The first iteration at which a run is within 1 % of the best, though it may leave that again. */
function first(name: OptimizerName, rate: number): number {
  const forecast = ahead(name, rate);
  let iteration = 0;
  while (forecast.excessAt(iteration) > 0.01 * cubic.optimum.loss) {
    iteration += 1;
  }
  return iteration;
}

const words12: readonly string[] = [...words, 'eight', 'nine', 'ten', 'eleven', 'twelve'];

interface Page {
  /** Sentences with numbers in them, as they must stand on the page. */
  readonly computed: readonly string[];
  /** What is not computed here, by the reason. */
  readonly given: Readonly<Record<string, readonly (string | RegExp)[]>>;
}

const pages: Readonly<Record<string, Page>> = {
  'README.md': {
    computed: [
      `Node.js (${minimums.slice(0, -1).join(', ')}, or ${minimums.at(-1)} and later)`,
      `down to ${MINIMUM.columns}x${MINIMUM.rows}`,
      `within ${REST_MILLISECONDS === 500 ? 'half a second' : `${REST_MILLISECONDS} ms`} after Esc`,
      `learned within ${Math.ceil(Math.log(1e-3) / Math.log(left(steep) ** 2) / 10) * 10} iterations`,
      `${words[[flat, flattest].filter((curvature) => halving(curvature) > 300).length]} are flat ` +
        `and take ${within(learningRate) > 2000 ? 'thousands' : 'less'}`,
      `all ${words[optimum.length]} are zero`,
      `near ${optimum[1].toFixed(3)} and ${optimum[3].toFixed(3)}, not at Taylor's ` +
        `${sineTaylorCoefficients(3)[1]} and -1/${-1 / sineTaylorCoefficients(3)[3]!}`,
      `over ${samples} points is ${digits(cubic.optimum.loss, 4)}`,
      `a root-mean-square error of ${digits(rms, 2)}`,
      ...[3.5e-6, 3.6e-6].map(
        (rate) =>
          `\`--lr ${numberText(rate)}\` ` +
          (rate < cubic.stabilityLimit ? 'still converges' : 'diverges'),
      ),
      `${numberText(learningRate)} for the sum of ${samples} points is ` +
        `${scientific(meanLossLearningRate(learningRate, samples), 1)} for their mean`,
    ],
    given: {
      'what can be typed': [/`[^`]*`/g],
      'the title of a panel': [/\*Four directions,\s+steepest first\*/g],
      'tested in dashboard/panels/curves.test.ts': [
        'less than 0.02, then',
        'from 0.1 on',
        'from 0.5 on',
      ],
      'counted on the page': [
        'map of the loss over two coefficients',
        'Three learning rates',
        'Two speeds',
        'Two directions in coefficient space',
      ],
    },
  },
  'docs/options.md': {
    computed: [
      `to ${Math.min(12, digitsAsNumpy())} digits or more`,
      `Up to ${words[MAX_LEARNING_RATES]} runs`,
      `the learning rate is ${rateOf('sgd')}, and ${rateOf('adam')} with RMSprop and Adam`,
      EXIT_CODES.replace('\n', ' '),
      `in all of them except ${listOf(
        (OPTION_TABLE as readonly OptionDefinition[])
          .filter((option) => !SETTINGS.includes(option))
          .map(({ name }) => `\`--${name}\``),
      )}, which`,
    ],
    given: {
      'what can be typed': [
        /`[^`]*`/g,
        'from iteration 500 on use 2e-6, those from 1200 on use 1e-6',
      ],
      'counted on the page': ['Two engines', 'The two engines'],
      'how the engine works: fit/momentsObjective.ts and its test': [
        'to 100 points',
        'agree to 9 digits or more',
      ],
      'tested in cli/configFile.test.ts': ['at most 1 MiB'],
      'what one may wish': ['millions of points or of iterations'],
    },
  },
  'docs/recordings.md': {
    computed: [
      `more than ${HISTORY_CAPACITY} records`,
      // At 1/λ of the steepest direction its error is gone after one step.
      `${Math.abs(1 / steepest / cubic.stabilityLimit - 0.5) < 1e-12 ? 'half' : 'a share of'} the limit, at which`,
    ],
    given: {
      'what can be typed': [/`[^`]*`/g],
      'names of standards': ['CRC-32'],
      'signals and exit codes, tested in cli.test.ts and recording/cli.test.ts': [
        'the exit code is 3',
        'exit code 130',
        'exit code is then 1',
        'with exit code 1',
      ],
      'counted on the page': [
        'These are two of the lines',
        'three new files',
        'from 0, in the order',
      ],
    },
  },
  'docs/terminals.md': {
    computed: [
      `at least ${MINIMUM.columns}x${MINIMUM.rows}`,
      `screen larger than ${Object.values(sizeOf({ columns: 1e9, rows: 1e9 })).join('x')}`,
    ],
    given: {
      'what can be typed': [/`[^`]*`/g],
      'names of standards and of other programs': [
        ...['VT100', /[A-Z]{4,}=\w+/g, 'UTF-8', 'SIGUSR1'],
      ],
      'tested in training/trainer.test.ts': ['with `--pace 1` they change once a second'],
      'counted on the page': ['plot of the two curves'],
    },
  },
  'docs/gradient-descent.md': {
    computed: [
      `There are ${samples} points`,
      `has ${words[degree + 1]} coefficients`,
      `With ${samples} points a loss of ${digits(PUBLISHED.records[9]!.loss, 3)} is an error of ` +
        digits(rootMeanSquare(PUBLISHED.records[9]!.loss, samples), 2),
      `sum over ${samples} points too, so the same step needs a learning rate that is ${samples} ` +
        `times smaller: ${numberText(learningRate)} on the sum does exactly what ` +
        `${scientific(meanLossLearningRate(learningRate, samples), 1)} does on the mean`,
      `Why ${numberText(learningRate)} As a function of the ${words[degree + 1]} coefficients`,
      `is λ = ${whole(steepest)}`,
      `At ${numberText(learningRate)} that is ${digits(left(steepest), 2)}: more than half`,
      `At 2/λ = ${scientific(cubic.stabilityLimit, 5)}`,
      `it is ${digits(1 - cubic.stabilityLimit * steepest, 1)}: every step`,
      `${numberText(learningRate)} is ${digits((100 * learningRate) / cubic.stabilityLimit, 2)} % of`,
      `it takes ${within(learningRate)} iterations until the loss is *within 1 % of the best*`,
      `the best fixed rate, ${numberText(bestRate)}, takes ${within(bestRate)}: ` +
        `${digits(within(learningRate) / within(bestRate), 2)} times fewer`,
      `${within(3.547e-6)} iterations at ${scientific(2 / (steepest + flattest), 4)}. That rate shrinks`,
      `the second diverges at iteration ${divergence(3.6e-6)}`,
      `has ${words[degree + 1]} directions with ${words[degree + 1]} curvatures: ` +
        `${[steepest, steep, flat].map(whole).join(', ')} and ${whole(flattest)}`,
      `${numberText(learningRate)} the errors of the coefficients along them halve every ` +
        `${halving(steepest).toFixed(1)}, ${halving(steep).toFixed(1)}, ${whole(halving(flat))} and ` +
        `${whole(halving(flattest))} iterations; their parts of the loss, the errors squared, twice`,
      `in the first 50 iterations, after which at most ${digits(100 * left(steep) ** (2 * 50), 2)} % of`,
      `creeps for ${within(learningRate) > 2000 ? 'thousands' : 'less'}`,
      `the *condition number*, ${whole(cubic.conditionNumber)}`,
      `The flattest is ${polynomial(direction(3))}, the next ${polynomial(direction(2))}`,
      `at |x| = ${digits(Math.sqrt(-direction(2)[1]! / direction(2)[3]!), 3)}`,
      `no more than ${digits(greatest(direction(2)), 3)} anywhere`,
      `the steepest direction, ${polynomial(direction(0))}, changes the cubic by ` +
        `${whole(evaluatePolynomial(direction(0), Math.PI))} at π`,
      `a loss of ${digits(cubic.optimum.loss, 4)}, an rms error of ${digits(rms, 2)}`,
      Math.abs(analyse(samples, interval, 4).optimum.loss / cubic.optimum.loss - 1) < 1e-12
        ? 'the best polynomial of degree 4 is the best cubic'
        : 'the best polynomial of degree 4 is another',
      `at degree 5 the loss can fall to ${digits(quintic.optimum.loss, 3)}`,
      `the condition number of degree 5 is ${whole(quintic.conditionNumber)}, and at degree 9 it ` +
        `is beyond 10${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.floor(Math.log10(analyse(samples, interval, 9).conditionNumber))]}`,
      `at π, x is ${digits(Math.PI, 3)} and x⁵ is ${whole(Math.PI ** 5)}`,
      `In powers of x/π the condition number of degree 5 would be ` +
        `${whole(conditionIn(powers.map((k) => (x) => (x / Math.PI) ** k)))}, with every power ` +
        `scaled to the same length ` +
        `${whole(conditionIn(powers.map((k) => (x) => x ** k / lengthOfPower(k))))}, and in ` +
        `Legendre polynomials, which are nearly independent of each other, ` +
        digits(conditionIn(powers.map(legendre)), 3),
      `perfect at 0 and off by ${digits(-evaluatePolynomial(sineTaylorCoefficients(3), Math.PI), 3)} at π`,
      `ends at ${digits(optimum[1], 3)}x ${digits(optimum[3], 3).replace('−', '− ')}x³`,
      `x − x³/${-1 / sineTaylorCoefficients(3)[3]!}`,
    ],
    given: {
      'the rule of the update': ['by 1 − rate · λ'],
      'the reader may take others': ['From seed 42', 'Twice the points, half the rate'],
      'the title of a panel': ['*Four directions, steepest first*'],
      'counted on the page': [
        'the steep two',
        'the flat two',
        'Why two directions',
        'the two errors',
        'both sides of 0',
        'Press `v` twice',
        'Three rates',
      ],
    },
  },
  'docs/momentum.md': {
    computed: [
      `The same rate, ${words12[Math.round(within(learningRate) / needed('momentum', 0.9, learningRate)!)]} times faster`,
      `β = 0.9 and the tutorial's rate, ${numberText(learningRate)}, seed 42 needs ` +
        `${needed('momentum', 0.9, learningRate)} iterations until the loss is within 1 % of the best, ` +
        `plain gradient descent ${within(learningRate)}`,
      `1 / (1 − β) = ${Math.round(1 / (1 - 0.9))} times in all`,
      `${whole(heavy[3]!.iterations)} steps halve what is left, where plain gradient descent takes ` +
        whole(halving(flattest)),
      `${heavy[0]!.iterations.toFixed(1)} for both steep ones`,
      `by a factor of ${digits(steepest / steep, 2)}`,
      `takes ${heavy[0]!.period!.toFixed(1)} steps in the steepest direction and ` +
        `${heavy[1]!.period!.toFixed(1)} in the next`,
      `With 0.99 the same run needs ${needed('momentum', 0.99, learningRate)} iterations, with 0.5 it ` +
        `hardly gains speed and needs ${needed('momentum', 0.5, learningRate)}`,
      `2 (1 + β) / λ instead of 2 / λ: ${scientific(limitOf('momentum'), 4)} for β = 0.9, where plain ` +
        `gradient descent diverges from ${scientific(cubic.stabilityLimit, 4)} on`,
      `It needs ${needed('momentum', 0.9, 6e-6)} iterations. The gauge`,
      `((√κ − 1) / (√κ + 1))² = ${digits(bestPair.beta, 3)}, and the rate 4 / (√λmax + √λmin)² = ` +
        scientific(bestPair.learningRate, 4),
      `by √β = ${digits(Math.sqrt(bestPair.beta), 3)} at each step, and ` +
        `${(Math.LN2 / -Math.log(Math.sqrt(bestPair.beta))).toFixed(1)} steps halve every distance; the ` +
        `best rate without momentum takes ` +
        whole(Math.LN2 / -Math.log((cubic.conditionNumber - 1) / (cubic.conditionNumber + 1))),
      `square root of κ, ${Math.sqrt(cubic.conditionNumber).toFixed(1)}, in place of κ, ` +
        whole(cubic.conditionNumber),
      `this pair needs ${needed('momentum', bestPair.beta, bestPair.learningRate)} iterations`,
      `at β = 0.9 and ${numberText(learningRate)}, ${lookahead[0]!.iterations.toFixed(1)} steps halve the ` +
        `swings of the steepest direction, where the heavy ball takes ${heavy[0]!.iterations.toFixed(1)}`,
      `a lower limit, ${scientific(limitOf('nesterov'), 4)}. It needs ` +
        `${needed('nesterov', 0.9, learningRate)} iterations at ${numberText(learningRate)}, and ` +
        `${needed('nesterov', bestOfNesterov.beta, bestOfNesterov.learningRate)} with its own best pair, ` +
        `β = ${digits(bestOfNesterov.beta, 3)} and ${scientific(bestOfNesterov.learningRate, 4)}`,
      `With the tutorial's ${rateOf('adam')}, Adam needs ${ahead('adam').iterationWithin(0.01)} iterations`,
      `RMSprop at ${rateOf('rmsprop')} ` +
        `${ahead('rmsprop').iterationWithin(0.01) === null ? 'never' : 'soon'} gets within 1 %`,
      `hovers ${ahead('rmsprop').excessAt(SIMULATED_ITERATIONS).toFixed(2)} above it`,
      `the next ${SIMULATED_ITERATIONS} steps`,
      `with ${words[degree + 1]} coefficients momentum wins easily`,
      `At 1e-2 it is much ${first('adam', 1e-2) < first('adam', 1e-3) / 2 ? 'faster' : 'slower'}`,
    ],
    given: {
      'years of publications': ['heavy ball of 1964', '(Distill, 2017)', 'momentum (1983)'],
      'the reader may take others': ['At 6e-6 each step', 'From seed 42', 'from seed 42'],
      'the rule of the update': ['a 2×2 matrix'],
      'a rate of thousandths': ['1e-3 means thousandths'],
      'counted on the page': ['for these two the forecast'],
      'what is not trained here': ['millions of coefficients'],
    },
  },
  'docs/lessons.md': {
    computed: [],
    given: {
      'what can be typed': [/`[^`]*`/g],
      'what the schema says, tested in lessons/read.test.ts': ['and 1 to 20'],
      'tested in lessons/read.test.ts': ['by default 0.01'],
      'exit codes, tested in cli/learn.test.ts': [
        'is 0 if all are right, 1 if some',
        'and 2 if a line',
        'exit code is 0 however many',
      ],
      'counted on the page': ['The first command', 'those of the first'],
      'how places are counted': ['counted from 1', '1 being the steepest', 'two or more of them'],
    },
  },
  'docs/architecture.md': {
    computed: [
      `learningRate: ${numberText(nextLearningRate(learningRate, 1))} }`,
      `Beyond ${HISTORY_CAPACITY} the older ones`,
    ],
    given: {
      'tested in training/trainer.test.ts': [
        'two slices of at most 4 ms',
        'about thirty times a second',
        'at least four times a second',
      ],
      'tested in dashboard/frameClock.test.ts': ['at most thirty a second'],
    },
  },
  'docs/dependencies.md': {
    computed: [
      `gives it lodash ${overrides.lodash} and xml2js ${overrides.xml2js}`,
      `marked ${listed('marked')} and ansi-regex ${listed('ansi-regex')} are`,
      `event-stream is ${listed('event-stream')}`,
    ],
    given: {
      'what the registry and the advisories say': [
        /\w+ 2026/g,
        /lodash before \d+\.\d+\.\d+|xml2js before \d+\.\d+\.\d+|\(CVE-\d+-\d+\)|\(3\.3\.6\)/g,
      ],
      'names of packages': [/d3-(?:array|scale)/g],
      'tested in fit/compensatedSums.test.ts': ['in twice the precision'],
    },
  },
  'CONTRIBUTING.md': {
    computed: [
      `${ROUNDS} rounds of each line`,
      `the whole ${100 * CONFIDENCE} % confidence interval`,
      `a room has less than ${LEAST_SCORE} %`,
    ],
    given: {
      'sizes to look at': [
        'at 80x24, at 120x40',
        'four lines at 80 columns',
        'or nine at 40',
        'at 80x24, 60x20 and 40x12',
        'more than five minutes',
      ],
      advice: ['Think twice', 'All three take words'],
      'no difference': ['on one side of 1'],
    },
  },
};

/** Pages whose numbers have a test of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  'docs/colours.md': 'test/dashboard/style/theme.test.ts',
  'docs/performance.md': 'measured: the last test here',
};

const NUMBER =
  /.{0,40}(\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundreds?|thousands?|millions?|billions?|half|twice)\b).{0,20}/gi;

/** A page without code, tables, addresses and numbers of lists. */
function prose(page: string): string {
  return read(page)
    .replace(/```[\s\S]*?```/g, '')
    .replace(/^\|.*$/gm, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/^[1-9]\. /gm, '')
    .replace(/^#+ /gm, '')
    .replace(/\s+/g, ' ');
}

for (const [page, { computed, given }] of Object.entries(pages)) {
  const known = [...computed, ...Object.values(given).flat()];
  describe(page, () => {
    it('says what comes out', () => {
      const text = prose(page);
      const missing = known.filter((each) => text.replace(each, '') === text);
      assert.deepEqual(missing, []);
    });

    it('has no number that is neither computed here nor named as one that is not', () => {
      const rest = known.reduce<string>((text, each) => text.replaceAll(each, '…'), prose(page));
      assert.deepEqual(rest.match(NUMBER) ?? [], []);
    });
  });
}

it('no page is left out', () => {
  const docs = readdirSync(new URL('docs', root)).filter((name) => name.endsWith('.md'));
  const known = [...Object.keys(pages), ...Object.keys(elsewhere)];
  assert.deepEqual(
    docs.filter((name) => !known.includes(`docs/${name}`)),
    [],
  );
});

it('the keys have the steps that their help names', () => {
  const paces = [1];
  while (paces.length < 4) {
    paces.push(nextPace(paces.at(-1)!, 1));
  }
  const raise = keyBindings.find(({ action }) => action === 'faster')!;
  assert.equal(raise.help, `raise the pace (${paces.join(', ')}, ... max)`);
});

it('what was measured has a date and the command that measures it', () => {
  const head = /^# [\s\S]*?(?=^\|)/m.exec(read('docs/performance.md'))![0];
  assert.match(head, /`npm run bench`/);
  assert.match(head, /\d{1,2} \w+ \d{4}/);
});
