import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { configSource, userConfigFile } from '../../src/cli/configFile.js';
import type { Options } from '../../src/options/options.js';
import { optionValues } from '../../src/options/optionValues.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { optionsArbitrary } from './arbitraries.js';

/** A config file with this text, in a folder of its own. */
function configFile(t: TestContext, text: string): string {
  const file = join(temporaryFolder(t), 'config.json');
  writeFileSync(file, text);
  return file;
}

function options(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Options {
  const parsed = parseArguments(argv, environment);
  assert.equal(parsed.kind, 'run', JSON.stringify([argv, parsed]));
  return parsed.options;
}

function message(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const parsed = parseArguments(argv, environment);
  assert.equal(parsed.kind, 'error', JSON.stringify([argv, parsed]));
  assert.match(parsed.message, /^[^\p{Cc}]+$/u);
  return parsed.message;
}

/** The warning that goes with the options. */
function warning(environment: NodeJS.ProcessEnv): string | null {
  const parsed = parseArguments([], environment);
  assert.ok(parsed.kind === 'run', JSON.stringify(parsed));
  assert.deepEqual(parsed.options, options([]));
  return parsed.warning;
}

test('what --print-config prints is read back as the same options', (t) => {
  const file = join(temporaryFolder(t), 'config.json');
  fc.assert(
    fc.property(optionsArbitrary, (expected) => {
      writeFileSync(file, JSON.stringify(optionValues(expected)));
      const printed = parseArguments(['--print-config', '--config', file]);
      assert.equal(printed.kind, 'text');
      writeFileSync(file, printed.text);
      const read = options(['--config', file]);
      assert.equal(read.config, file);
      assert.deepEqual({ ...read, config: null, configured: [] }, expected);
    }),
    { numRuns: 50 },
  );
});

test('--print-config prints the defaults as changed by the command line', () => {
  const schedule = ['--schedule', '500:2e-6,1200:1e-6'];
  const parsed = parseArguments([
    ...['--print-config', '--seed', '42', '--lr', '1e-7', '2e-6'],
    ...schedule,
  ]);
  assert.equal(parsed.kind, 'text');
  assert.deepEqual(JSON.parse(parsed.text), {
    iterations: 2000,
    'learning-rate': [1e-7, 2e-6],
    schedule: [
      [500, 2e-6],
      [1200, 1e-6],
    ],
    samples: 2000,
    degree: 3,
    every: 100,
    engine: 'pointwise',
    seed: 42,
    pace: 500,
    paused: false,
    headless: false,
    format: 'text',
    announce: false,
  });
});

test("the user's own file is read if there is one", (t) => {
  const home = temporaryFolder(t);
  assert.equal(options([], { XDG_CONFIG_HOME: home }).samples, 2000);
  mkdirSync(join(home, 'sinfit-tui'));
  writeFileSync(join(home, 'sinfit-tui', 'config.json'), '\uFEFF{"samples": 50, "lr": 1e-5}');
  const own = options([], { XDG_CONFIG_HOME: home });
  assert.equal(own.samples, 50);
  assert.deepEqual(own.configured, ['samples', 'learning-rate']);
  const other = configFile(t, '{"samples": 60}');
  for (const given of [
    options(['--config', other], { XDG_CONFIG_HOME: home }),
    options([], { XDG_CONFIG_HOME: home, SINFIT_CONFIG: other }),
  ]) {
    assert.equal(given.samples, 60);
    assert.deepEqual(given.learningRates, [1e-6], 'the file given stands in place of the own one');
  }
});

test("the user's own file is where the platform keeps such files", () => {
  const file = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform) =>
    userConfigFile(environment, platform);
  for (const platform of ['linux', 'darwin'] as const) {
    assert.equal(file({ HOME: '/h' }, platform), '/h/.config/sinfit-tui/config.json');
    const both = { HOME: '/h', XDG_CONFIG_HOME: '/x' };
    assert.equal(file(both, platform), '/x/sinfit-tui/config.json');
    for (const ignored of ['', 'relative']) {
      const environment = { HOME: '/h', XDG_CONFIG_HOME: ignored };
      assert.equal(file(environment, platform), '/h/.config/sinfit-tui/config.json');
    }
    assert.equal(file({}, platform), null);
  }
  const windows = { APPDATA: 'C:\\Users\\u\\AppData\\Roaming', HOME: '/h' };
  assert.equal(file(windows, 'win32'), `${windows.APPDATA}\\sinfit-tui\\config.json`);
  assert.equal(file({ HOME: '/h' }, 'win32'), null);
});

test('a bad value is refused by a message with the name and its place', (t) => {
  const cases: readonly [string, string][] = [
    ['"lr": 0', '"lr": 0 in F, line 2, column 3: must be a number above 0, for example "lr": 1e-6'],
    [
      '"learning-rate": ["a"]',
      '"learning-rate": ["a"] in F, line 2, column 3: must be a number above 0, ',
    ],
    ['"lr": []', '"lr": [] in F, line 2, column 3: must be a number above 0, '],
    ['"lr": [1, 1]', '"lr": 1 in F, line 2, column 3: duplicate value; all must differ'],
    ['"lr": [1,2,3,4,5,6,7]', '"lr" in F, line 2, column 3: 7 values; at most 6 are allowed'],
    [
      '"schedule": 500',
      '"schedule": 500 in F, line 2, column 3: must be ITERATION:RATE, iterations from 1 to 1000000000 and rates above 0, ' +
        'or none, for example "schedule": [[500, 2e-6], [1200, 1e-6]]',
    ],
    ['"schedule": [[500]]', '"schedule": [[500]] in F, line 2, column 3: must be ITERATION:RATE, '],
    [
      '"schedule": [[0, 1]]',
      '"schedule": [[0, 1]] in F, line 2, column 3: must be ITERATION:RATE, ',
    ],
    [
      '"schedule": [[5, 1], [5, 2]]',
      '"schedule": [[5, 1], [5, 2]] in F, line 2, column 3: iterations must increase',
    ],
    [
      '"samples": "50"',
      '"samples": "50" in F, line 2, column 3: must be a whole number from 2 to 10000000, ',
    ],
    [
      '"samples": 1e999',
      '"samples": Infinity in F, line 2, column 3: must be a whole number from 2 to ',
    ],
    [
      '"samples": null',
      '"samples": null in F, line 2, column 3: must be a whole number from 2 to ',
    ],
    ['"pace": "fast"', '"pace": "fast" in F, line 2, column 3: must be a number above 0 or max, '],
    ['"lr": "1e-6,abc"', '"lr": "abc" in F, line 2, column 3: must be a number above 0, '],
    ['"lr": "0"', '"lr": 0 in F, line 2, column 3: must be a number above 0, '],
    ['"lr": ""', '"lr": "" in F, line 2, column 3: must be a number above 0, '],
    ['"init": "1,2,3,x"', '"init": [1,2,3,x] in F, line 2, column 3: must be 4 finite numbers, '],
    [
      '"init": [1, 2]',
      '"init": [1,2] in F, line 2, column 3: 2 numbers, but degree 3 needs 4 finite numbers, ',
    ],
    [
      '"ascii": 1',
      '"ascii": 1 in F, line 2, column 3: must be true or false, for example "ascii": true',
    ],
    ['"ascii": "true"', '"ascii": "true" in F, line 2, column 3: must be true or false, '],
    [
      '"format": "xml"',
      '"format": "xml" in F, line 2, column 3: must be text, ndjson or csv, for example "format": "text"',
    ],
    [
      '"format": ["csv"]',
      '"format": ["csv"] in F, line 2, column 3: must be text, ndjson or csv, ',
    ],
    ['"engine": true', '"engine": true in F, line 2, column 3: must be pointwise or moments, '],
    [
      '"lr": 1, "learning-rate": 1',
      '"lr" and "learning-rate" in F, line 2, column 3 are the same setting: ',
    ],
  ];
  for (const [text, expected] of cases) {
    const file = configFile(t, `{\n  ${text}\n}`);
    const given = message(['--config', file]).replaceAll(file, 'F');
    assert.ok(given.startsWith(expected), given);
  }
});

test('the examples for config files are accepted by them', (t) => {
  for (const text of [
    '"lr": 0',
    '"schedule": 0',
    '"samples": 0',
    '"init": []',
    '"pace": 0',
    '"ascii": 0',
    '"format": 0',
  ]) {
    const example = /for example (.*)$/.exec(
      message(['--config', configFile(t, `{${text}}`)]),
    )?.[1];
    options(['--config', configFile(t, `{${example}}`)]);
  }
});

test('an unknown name is refused with the file and the nearest one', (t) => {
  const cases: readonly [string, string][] = [
    [
      '{"sampels": 5}',
      '"sampels" in F, line 1, column 2: unknown setting; did you mean "samples"?',
    ],
    [
      '{"learningRate": 5}',
      '"learningRate" in F, line 1, column 2: unknown setting; did you mean "learning-rate"?',
    ],
    [
      '{"no-color": true}',
      '"no-color" in F, line 1, column 2: unknown setting; did you mean "color"?',
    ],
    ['{"help": true}', '"help" in F, line 1, column 2: unknown setting; see sinfit-tui --help'],
    ['{"config": "x"}', '"config" in F, line 1, column 2: unknown setting; see sinfit-tui --help'],
    [
      '{"__proto__": 1}',
      '"__proto__" in F, line 1, column 2: unknown setting; see sinfit-tui --help',
    ],
    ['{"\\u001b": 1}', '"\\u001b" in F, line 1, column 2: unknown setting; see sinfit-tui --help'],
  ];
  for (const [text, expected] of cases) {
    const file = configFile(t, text);
    assert.equal(message(['--config', file]).replaceAll(file, 'F'), expected);
  }
});

test('a mistake in the JSON is reported with its line and column', (t) => {
  const cases: readonly [string, string][] = [
    ['[]', '1, column 1: expected an object of settings such as {"lr": 1e-6}, found ['],
    ['null', '1, column 1: expected an object of settings such as {"lr": 1e-6}, found null'],
    // White space, but not in JSON.
    ['\v{}', '1, column 1: expected an object of settings such as {"lr": 1e-6}, found "\\u000b"'],
    ['lr = 1', '1, column 1: expected an object of settings such as {"lr": 1e-6}, found lr'],
    ['{', '1, column 2: expected a name in double quotes, found the end of the file'],
    ['{"lr": 1,}', '1, column 9: the comma before } is one too many'],
    ['{lr: 1}', '1, column 2: expected a name in double quotes, found lr'],
    ['{\n  "lr": 1e-6\n  "seed": 4\n}', '2, column 13: expected , or } before "seed"'],
    ['{\n"lr": 1,\n"seed": xyz\n}', '3, column 9: expected a value, found xyz'],
    ['{\r\n"lr": 1,\r\n"seed" 4}', '3, column 8: expected :, found 4'],
    ['{"lr": [1e-6,\n 2e-6,]}', '2, column 6: the comma before ] is one too many'],
    ['{"lr": [1 2]}', '1, column 10: expected , or ] before 2'],
    ['{"lr": 01}', '1, column 9: expected , or } before 1'],
    ['{"lr": NaN}', '1, column 8: expected a value, found NaN'],
    ['{"💥": x}', '1, column 7: expected a value, found x'],
    [
      '// mine\n{}',
      '1, column 1: expected an object of settings such as {"lr": 1e-6}, found //; JSON has no comments',
    ],
    ['{"lr": 1e-6}\n}', '2, column 1: expected the end of the file, found }'],
    [
      '{"format": "csv',
      '1, column 12: expected a value, found "csv; the closing quote is missing in this line; ' +
        'a new line in a text is written \\n',
    ],
    [
      "{'lr': 1}",
      `1, column 2: expected a name in double quotes, found 'lr'; use straight double quotes, "`,
    ],
    [
      '{"lr": "\t"}',
      '1, column 8: expected a value, found "; in quotes, a backslash is written \\\\ and a tab \\t',
    ],
  ];
  for (const [text, expected] of cases) {
    const file = configFile(t, text);
    assert.equal(message(['--config', file]), `${file}, line ${expected}`);
  }
});

test('of settings with the same name the last one wins', (t) => {
  assert.deepEqual(options(['--config', configFile(t, '{"lr": 1, "lr": 2}')]).learningRates, [2]);
});

test('an empty file has no settings', (t) => {
  for (const text of ['', ' \n\t\r\n', '\uFEFF', '{}']) {
    assert.deepEqual(options([], { SINFIT_CONFIG: configFile(t, text) }), options([]));
  }
  if (process.platform !== 'win32') {
    assert.deepEqual(options([], { SINFIT_CONFIG: '/dev/null' }), options([]));
  }
});

test('lists may be written as text', (t) => {
  const file = configFile(t, '{"lr": "1e-7, 1e-6", "init": "-1 0.5,0 0.1"}');
  const { learningRates, initial } = options(['--config', file]);
  assert.deepEqual(
    { learningRates, initial },
    { learningRates: [1e-7, 1e-6], initial: [-1, 0.5, 0, 0.1] },
  );
});

test('nesting and size have limits', (t) => {
  for (const [open, place] of [
    ['[', 23],
    ['{"a":', 83],
  ] as const) {
    const file = configFile(t, `{"lr": ${open.repeat(5000)}`);
    assert.equal(
      message(['--config', file]),
      `${file}, line 1, column ${place}: expected at most 16 nested brackets, found ${open[0]}`,
    );
  }
  const spaces = (length: number) => configFile(t, `{}${' '.repeat(length - 2)}`);
  assert.deepEqual(options([], { SINFIT_CONFIG: spaces(2 ** 20) }), options([]));
  const large = spaces(2 ** 20 + 1);
  assert.equal(message(['--config', large]), `--config: ${large}: must be no larger than 1 MiB`);
});

test('a file as large as it may be is read at once, whatever is in it', (t) => {
  const many = (item: (i: number) => string, length: number) =>
    Array.from({ length }, (_, i) => item(i)).join(',');
  for (const [text, told] of [
    [`{${many((i) => `"${i}": 1`, 90_000)}}`, /column 2: unknown setting/],
    [`{"lr": [${many((i) => `${i + 1}`, 150_000)}]}`, /150000 values; at most 6/],
    [`{"init": [${many(() => '0', 500_000)}]}`, /500000 numbers, but degree 3 needs 4/],
    [`{"lr": "${'1 '.repeat(500_000)}"}`, /500000 values; at most 6/],
    [`{"lr": "1${' '.repeat(1_000_000)}x"}`, /must be a number above 0/],
    [`{"${'x'.repeat(1_000_000)}`, /expected a name in double quotes/],
    [`{"lr": ${' '.repeat(1_000_000)}`, /expected a value, found the end of the file/],
  ] as const) {
    const given = message(['--config', configFile(t, text)]);
    assert.match(given, told);
    assert.ok(given.length < 400, given);
  }
});

test('an endless device and a pipe without a writer are refused', {
  skip: process.platform === 'win32' && 'Windows has neither',
}, (t) => {
  assert.equal(
    message(['--config', '/dev/zero']),
    '--config: /dev/zero: must be no larger than 1 MiB',
  );
  const home = temporaryFolder(t);
  const own = join(home, 'sinfit-tui', 'config.json');
  mkdirSync(join(home, 'sinfit-tui'));
  assert.equal(spawnSync('mkfifo', [own]).status, 0);
  for (const [argv, environment, label] of [
    [['--config', own], {}, '--config'],
    [[], { SINFIT_CONFIG: own }, 'SINFIT_CONFIG'],
  ] as const) {
    assert.equal(message(argv, environment), `${label}: ${own}: must be a file, not a pipe`);
  }
  assert.equal(warning({ XDG_CONFIG_HOME: home }), `${own}: must be a file, not a pipe; ignored`);
});

test('a file that cannot be read is refused if it was asked for', (t) => {
  const home = temporaryFolder(t);
  const missing = join(home, 'missing.json');
  assert.equal(message(['--config', missing]), `--config: ${missing}: no such file or directory`);
  assert.equal(
    message([], { SINFIT_CONFIG: missing }),
    `SINFIT_CONFIG: ${missing}: no such file or directory`,
  );
  assert.equal(message(['--config', home]), `--config: ${home}: is a directory, not a file`);
  assert.match(message(['--config=']), /^--config: needs a file name/);
  const own = join(home, 'sinfit-tui', 'config.json');
  mkdirSync(own, { recursive: true });
  // Nobody asked for this one.
  assert.equal(warning({ XDG_CONFIG_HOME: home }), `${own}: is a directory, not a file; ignored`);
  assert.equal(warning({ XDG_CONFIG_HOME: join(home, 'none') }), null);
});

test('help works whatever the config file says', (t) => {
  const parsed = parseArguments(['--help', '--config', configFile(t, '?')], { SINFIT_LR: 'abc' });
  assert.equal(parsed.kind, 'help');
});

test('any text of a config file gives settings or one line', () => {
  const names = fc.constantFrom('lr', 'init', 'pace', 'ascii', 'format', 'seed', 'no');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.dictionary(names, fc.jsonValue()).map((value) => JSON.stringify(value)),
      ),
      (text) => {
        try {
          configSource(text, 'config.json');
        } catch (error) {
          assert.match((error as Error).message, /^[^\p{Cc}]*config\.json[^\p{Cc}]*$/u);
        }
      },
    ),
  );
});
