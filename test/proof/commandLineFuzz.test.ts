/**
 * Random arguments, environments and config files: each is a run, a text, or one plain line that
 * says what is wrong; never an exception, and never a control character that came from outside.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { completions } from '../../src/cli/completion.js';
import { variableName } from '../../src/cli/environment.js';
import { OPTION_TABLE, SETTINGS } from '../../src/options/table.js';
import { namesOf, negatedName } from '../../src/options/words.js';
import { CLI } from '../terminal/sinfit.js';
import { SEED, scaled } from './scale.js';

const PARSED = scaled(1500, 50_000);
const STARTED = scaled(25, 2000);
const PARALLEL = 2;

/** Asks for the stack of an error, which is more than one line. */
const DEBUG = 'SINFIT_DEBUG';

/** Longer than any of these runs takes, even on a busy machine. */
const HANGS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'sinfit-fuzz-'));
const file = join(folder, 'config.json');
after(() => rmSync(folder, { recursive: true }));

const names = OPTION_TABLE.flatMap((option) => [...namesOf(option), negatedName(option.name)]);
const settingNames = SETTINGS.flatMap(namesOf);

/** Text that a terminal would obey, names that an object has anyway, and just any text. */
const nasty = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '-', '--', '---', '=', '--=', '-=1', 'x', '-x', '--no-', '__proto__', '\n', '\r'],
    ...['constructor', 'toString', '_', '$0', '--_', '--$0', '--__proto__', '--__proto__=1'],
    ...['--constructor.prototype=1', '--help.x', '-hV', '\x1b[31m', '\x1b]0;x\x07', '\x9b2J'],
    ...['\u202eabc', '\u2028', '\ud800', '💥', 'ｶ', '\\', '"', "'", '%s%n', '$(x)', '`x`', '*'],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 200 }),
);

const numberTexts = fc.oneof(
  fc.constantFrom(
    ...['0', '-0', '1', '2', '3', '9', '10', '2000', '1e3', '1e-6', '1e999', '-1', '.5', '5.'],
    ...['NaN', 'Infinity', '-Infinity', '0x10', '1_000', '1,5', '٣', 'max', 'MAX', '1e-400', '+1'],
  ),
  fc.double().map(String),
  fc.integer().map(String),
  fc.array(fc.double().map(String), { maxLength: 11 }).map((list) => list.join(',')),
);

const words = fc.constantFrom('text', 'csv', 'ndjson', 'pointwise', 'moments', 'true', '1', 'auto');

const values = fc.oneof(numberTexts, words, nasty, fc.constant(file));

/** One letter more, less or another. */
const misspelt = fc
  .tuple(fc.constantFrom(...names), fc.nat(), fc.constantFrom('', 'x', '-', 'é', '\x1b'))
  .map(([name, at, by]) => {
    const place = at % (name.length + 1);
    return name.slice(0, place) + by + name.slice(place + 1);
  });

const optionName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: misspelt },
  { weight: 1, arbitrary: nasty },
);

const argument = fc.oneof(
  optionName.map((name) => [`--${name}`]),
  fc.tuple(optionName, values).map(([name, value]) => [`--${name}`, value]),
  fc.tuple(optionName, values).map(([name, value]) => [`--${name}=${value}`]),
  fc.tuple(optionName, values).map(([name, value]) => [`-${name}`, value]),
  values.map((value) => [value]),
);

/** Something that is right by itself. */
const good = fc.constantFrom(
  ...[['--headless'], ['--no-color'], ['--ascii'], ['--print-config'], ['--help'], ['--announce']],
  ...[['--lr', '1e-6', '2e-6'], ['--seed', '7'], ['--degree=4'], ['--init', '-1,0,.5,1e-3']],
  ...[
    ['--pace', 'max'],
    ['--format', 'csv'],
    ['--iterations', '2e3'],
    ['--every', '10'],
  ],
);

const argv = fc
  .array(fc.oneof({ weight: 1, arbitrary: argument }, { weight: 3, arbitrary: good }), {
    maxLength: 5,
  })
  .map((parts) => parts.flat());

const environment = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...settingNames).map(variableName) },
        { weight: 1, arbitrary: misspelt.map(variableName) },
        { weight: 1, arbitrary: nasty.map((text) => `SINFIT_${text}`) },
        { weight: 1, arbitrary: fc.constantFrom('SINFIT_CONFIG', DEBUG) },
      ),
      values,
    ),
    { maxLength: 3 },
  )
  .map((entries): Record<string, string> => Object.fromEntries(entries));

/** Words that are commands where they come first. */
const command = fc.constantFrom(
  ...[
    ['replay'],
    ['replay', '-'],
    ['learn'],
    ['learn', 'limit'],
    ['completion', 'zsh'],
    ['--get-yargs-completions'],
    ['toString'],
  ],
);

/** Mostly nothing, so that not every case is wrong. */
function few<Value, Nothing>(arbitrary: fc.Arbitrary<Value>, nothing: Nothing) {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary });
}

const jsonValue = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  words,
  nasty,
  fc.constant(null),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 11 }),
  fc.object({ maxDepth: 2 }),
);

const config = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...settingNames), misspelt, nasty), jsonValue), {
        maxLength: 4,
      })
      .map((entries) => JSON.stringify(Object.fromEntries(entries))),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: nasty },
  // Half a file, as after a crash.
  { weight: 1, arbitrary: fc.nat({ max: 30 }).map((n) => '{"lr": 1e-6, "seed": 42}'.slice(0, n)) },
);

/** All that a terminal may do with the text, except for its line ends, is show it. */
const HARMLESS = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;

/** What a run without a seed says. */
const DRAWN_SEED = /^sinfit-tui: random seed; --seed \d+ repeats this run\n/;

describe('anything as arguments, environment and config file', () => {
  const counts: Record<string, number> = {};

  it(`${PARSED} times: a run, a text or one line`, async (test) => {
    await fc.assert(
      fc.asyncProperty(
        few(command, []),
        argv,
        few(environment, {}),
        few(config, null),
        async (command, rest, environment, config) => {
          if (config === null) {
            rmSync(file, { force: true });
          } else {
            writeFileSync(file, config);
          }
          const argv = [...command, ...(config === null ? [] : ['--config', file]), ...rest];
          const parsed = parseArguments(argv, environment, 'linux');
          counts[parsed.kind] = (counts[parsed.kind] ?? 0) + 1;
          if (parsed.kind === 'error') {
            assert.match(parsed.message, HARMLESS);
            assert.notEqual(parsed.message, '');
            assert.ok(parsed.message.length < 600, parsed.message);
          }
          if (parsed.kind === 'text' || parsed.kind === 'completions') {
            const lines =
              parsed.kind === 'text' ? parsed.text.split('\n') : completions(parsed.words);
            for (const line of lines) {
              assert.match(line, HARMLESS);
            }
          }
        },
      ),
      { numRuns: PARSED },
    );
    test.diagnostic(JSON.stringify(counts));
    // Neither all right nor all wrong.
    for (const kind of ['run', 'text', 'help', 'error', 'replay', 'learn', 'completions']) {
      assert.ok(counts[kind]! > PARSED / 1000, kind);
    }
  });

  const mostly = (good: readonly string[], bad: readonly string[]) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...good) },
      { weight: 1, arbitrary: fc.constantFrom(...bad) },
    );

  /** Short runs, else a hang could not be told from a long one. */
  const short = fc
    .record(
      {
        iterations: mostly(['1', '10', '150'], ['0', '-1', 'x']),
        samples: mostly(['2', '50'], ['1', '\x1b[2J']),
        degree: mostly(['0', '3', '9'], ['10', '']),
        lr: mostly(['1e-6', '1e300', '1e-300', '10'], ['0', 'nan', '-']),
        every: mostly(['1', '100'], ['0']),
        engine: mostly(['moments', 'pointwise'], ['x']),
        seed: mostly(['42', '4294967295'], ['4294967296']),
        format: mostly(['text', 'csv', 'ndjson'], ['xml']),
        config: mostly([file, '/dev/null'], ['/nonexistent\x1b[31m', '/']),
        pace: fc.constant('max'),
      },
      { requiredKeys: ['iterations', 'pace'] },
    )
    .map((options) => Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]));

  /** No variable of a process can hold a NUL, and no name of one a =. */
  const passable = (variables: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(variables).filter(
        ([name, value]) => !/[=\0]/.test(name) && !value.includes('\0') && name !== DEBUG,
      ),
    );

  const typed = fc.record({
    args: fc
      .tuple(short, fc.option(nasty, { freq: 1 }))
      .map(([args, more]) => (more === null ? args : [...args, more]))
      .filter((args) => args.every((text) => !text.includes('\0'))),
    environment: few(few(environment.map(passable), {}), {}),
    // Mostly a good one: after a bad one nothing else is looked at.
    config: fc.oneof(
      { weight: 3, arbitrary: fc.constant('{"samples": 100, "lr": [1e-6, 1e-5]}') },
      { weight: 1, arbitrary: config },
    ),
  });

  it(`${STARTED} processes: exit code 0, 2 or 3, and at most one problem on stderr`, async (test) => {
    test.diagnostic(`seed ${SEED}`);
    const waiting = fc.sample(typed, { numRuns: STARTED, seed: SEED });
    const codes: Record<string, number> = {};
    const starter = async (_: unknown, index: number): Promise<void> => {
      const own = join(folder, `config-${index}.json`);
      for (let given = waiting.pop(); given; given = waiting.pop()) {
        const { code, out, err } = await start(given, own);
        codes[String(code)] = (codes[String(code)] ?? 0) + 1;
        const what = `seed ${SEED}, ${JSON.stringify(given)}: ${code} ${err}`;
        assert.ok(code === 0 || code === 2 || code === 3, what);
        const problems = err.replace(DRAWN_SEED, '');
        // One line for each learning rate that diverged.
        const lines = problems === '' ? [] : problems.replace(/\n$/, '').split('\n');
        assert.ok(lines.length <= (code === 3 ? 2 : 1), what);
        assert.equal(lines.length > 0, code !== 0, what);
        for (const line of lines) {
          assert.match(line, /^sinfit-tui: \S/, what);
          assert.match(line, HARMLESS, what);
        }
        assert.ok(
          out.split('\n').every((line) => HARMLESS.test(line)),
          what,
        );
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, starter));
    test.diagnostic(JSON.stringify(codes));
    // Neither all right nor all wrong.
    assert.ok(codes[0]! > 0 && codes[2]! > 0);
  });
});

interface Given {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly config: string;
}

/** @param own where the config file of this process is to be. */
async function start({ args, environment, config }: Given, own: string) {
  writeFileSync(own, config);
  const given = args.map((text) => (text === file ? own : text));
  const child = spawn(process.execPath, [CLI, ...given], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...environment },
    timeout: HANGS,
  });
  let out = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  let err = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
