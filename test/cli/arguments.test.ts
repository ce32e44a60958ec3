import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.js';
import { OPTIMIZERS } from '../../src/fit/optimizers.js';
import type { Options } from '../../src/options/options.js';
import { OPTION_TABLE, type OptionDefinition } from '../../src/options/table.js';
import { exampleValue, takesValue, typedNames } from '../../src/options/words.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

function options(...argv: string[]): Options {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, 'run', JSON.stringify([argv, parsed]));
  return parsed.options;
}

function message(...argv: string[]): string {
  const parsed = parseArguments(argv);
  assert.equal(parsed.kind, 'error', JSON.stringify([argv, parsed]));
  assert.doesNotMatch(parsed.message, /[\p{Cc}]/u);
  return parsed.message;
}

test('without arguments it is the tutorial', () => {
  assert.deepEqual(options(), {
    iterations: 2000,
    learningRates: [1e-6],
    optimizers: [{ name: 'sgd' }],
    schedule: [],
    samples: 2000,
    degree: 3,
    every: 100,
    engine: 'pointwise',
    seed: null,
    initial: null,
    pace: 500,
    paused: false,
    ascii: null,
    color: null,
    headless: false,
    format: 'text',
    announce: false,
    out: null,
    force: false,
    config: null,
    configured: [],
  });
});

test('every option takes its value as the next word or after an equals sign', () => {
  const cases: readonly [string, string, Partial<Options>][] = [
    ['--iterations', '1', { iterations: 1 }],
    ['--iterations', '1e9', { iterations: 1e9 }],
    ['--learning-rate', '2e-6', { learningRates: [2e-6] }],
    ['--lr', '.5', { learningRates: [0.5] }],
    ['--optimizer', 'adam', { optimizers: [OPTIMIZERS.adam], learningRates: [1e-3] }],
    ['--schedule', '1:.5', { schedule: [{ iteration: 1, learningRate: 0.5 }] }],
    ['--schedule', 'none', { schedule: [] }],
    ['--samples', '2', { samples: 2 }],
    ['--samples', '10000000', { samples: 10_000_000 }],
    ['--degree', '0', { degree: 0 }],
    ['--degree', '9', { degree: 9 }],
    ['--every', '1', { every: 1 }],
    ['--every', '1000000000', { every: 1e9 }],
    ['--seed', '0', { seed: 0 }],
    ['--seed', '4294967295', { seed: 4294967295 }],
    ['--init', '-1,2,3,4', { initial: [-1, 2, 3, 4] }],
    ['--init', '-.5,-2e-3,0,4', { initial: [-0.5, -0.002, 0, 4] }],
    ['--pace', '0.5', { pace: 0.5 }],
    ['--pace', 'max', { pace: Number.POSITIVE_INFINITY }],
    ['--engine', 'moments', { engine: 'moments' }],
    ['--format', 'ndjson', { format: 'ndjson' }],
    ['--format', 'csv', { format: 'csv' }],
  ];
  for (const [name, value, expected] of cases) {
    for (const argv of [[name, value], [`${name}=${value}`]]) {
      assert.deepEqual(options(...argv), { ...options(), ...expected }, argv.join(' '));
    }
  }
});

test('flags are read', () => {
  for (const name of ['headless', 'ascii', 'announce', 'color'] as const) {
    assert.equal(options(`--${name}`)[name], true);
    assert.equal(options(`--no-${name}`)[name], false);
  }
});

test('items of lists are separated by commas, spaces or both', () => {
  for (const argv of [
    ['1e-7', '1e-6', '3.5e-6'],
    ['1e-7,1e-6,3.5e-6'],
    ['1e-7,', '1e-6', ',3.5e-6'],
    ['1e-7,1e-6', '3.5e-6'],
    [' 1e-7 1e-6,  3.5e-6 '],
  ]) {
    for (const given of [
      ['--lr', ...argv],
      ['--learning-rate', ...argv, '--seed', '1'],
      ['--headless', `--lr=${argv[0]}`, ...argv.slice(1)],
    ]) {
      assert.deepEqual(options(...given).learningRates, [1e-7, 1e-6, 3.5e-6], given.join(' '));
    }
  }
  for (const argv of [
    ['-1', '0.5', '0', '-.1'],
    ['-1,0.5', '0,-.1'],
    ['-1,', '0.5,', '0,', '-.1'],
    ['-1 0.5 0 -.1'],
    ['-1e0', '5e-1', '-0', '-1e-1'],
  ]) {
    for (const given of [
      ['--init', ...argv],
      [`--init=${argv[0]}`, ...argv.slice(1), '--ascii'],
    ]) {
      assert.deepEqual(options(...given).initial, [-1, 0.5, 0, -0.1], given.join(' '));
    }
  }
});

test('a mistake in a list is reported', () => {
  assert.equal(options('--lr', '1', '2', '3', '4', '5', '6').learningRates.length, 6);
  const cases: readonly [string[], string][] = [
    [['1e-6', 'abc'], '--lr abc: must be a number above 0, for example --lr 1e-6'],
    [['1e-6,-5'], '--lr -5: must be a number above 0, for example --lr 1e-6'],
    [['1e-7,,1e-6'], '--lr "": must be a number above 0, for example --lr 1e-6'],
    [['1e-6,'], '--lr "": must be a number above 0, for example --lr 1e-6'],
    [['1e-6', '2', '0.000001'], '--lr 0.000001: duplicate value; all must differ'],
    [['1', '2', '3,4', '5', '6', '7'], '--lr: 7 values; at most 6 are allowed'],
    [['1', '--sampels', '5'], '--sampels: unknown option; did you mean --samples?'],
  ];
  for (const [argv, expected] of cases) {
    assert.equal(message('--lr', ...argv), expected);
  }
  assert.match(message('--init', '1', '2'), /^--init 1,2: 2 numbers, but degree 3 needs 4/);
  assert.match(message('--init', '1', '2', 'x', '4'), /^--init 1,2,x,4: must be 4 finite numbers/);
});

test('changes of a schedule are separated by commas or spaces', () => {
  const schedule = [
    { iteration: 500, learningRate: 2e-6 },
    { iteration: 1200, learningRate: 1e-6 },
  ];
  for (const argv of [
    ['--schedule', '500:2e-6,1200:1e-6'],
    ['--schedule=500:2e-6, 1.2e3:0.000001', '--seed', '1'],
    ['--schedule', '500:2e-6', '1200:1e-6', '--lr', '1e-7', '1e-6'],
  ]) {
    assert.deepEqual(options(...argv).schedule, schedule, argv.join(' '));
  }
  const changes = Array.from({ length: 1001 }, (_, i) => `${i + 1}:1`);
  assert.equal(options('--schedule', ...changes.slice(1)).schedule.length, 1000);
  const form = 'must be ITERATION:RATE, iterations from 1 to 1000000000 and rates above 0, or none';
  const example = 'for example --schedule 500:2e-6,1200:1e-6';
  for (const bad of ['500', '0:1', '1.5:1', '5:0', '5:-1', ':1', '5:', '1:2:3', '2e9:1', 'a:b']) {
    assert.equal(message('--schedule', bad), `--schedule ${bad}: ${form}, ${example}`);
    assert.equal(message('--schedule', `3:1,${bad}`), `--schedule ${bad}: ${form}, ${example}`);
  }
  assert.match(message('--schedule', ''), /^--schedule "": must be ITERATION:RATE/);
  assert.match(message('--schedule', 'none,5:1'), /^--schedule none: must be ITERATION:RATE/);
  const order = 'iterations must increase';
  assert.equal(message('--schedule', '3:1,9:1,9:2'), `--schedule 9:1,9:2: ${order}`);
  assert.equal(message('--schedule', '9:1', '5:2'), `--schedule 9:1,5:2: ${order}`);
  assert.equal(
    message('--schedule', ...changes),
    '--schedule: 1001 values; at most 1000 are allowed',
  );
});

test('the number of initial coefficients must match the degree, in any order of options', () => {
  assert.deepEqual(options('--init', '-7', '--degree', '0').initial, [-7]);
  assert.deepEqual(options('--degree=1', '--init', '-7, 8').initial, [-7, 8]);
  for (const argv of [
    ['--init', '1,2'],
    ['--init', '1,2,3,4', '--degree', '4'],
  ]) {
    assert.match(
      message(...argv),
      /^--init \S+: \d numbers, but degree \d needs \d finite numbers/,
    );
  }
  assert.match(message('--init', '1,2', '--degree', '0'), /needs 1 finite number, a, .*--init 0$/);
});

test('a bad value is refused by a message with the option, the value, the range, an example', () => {
  const whole = (min: number, max: number) => `a whole number from ${min} to ${max}`;
  const cases: readonly [string, string[], string][] = [
    ['--iterations', ['0', '-5', '1.5', '1000000001', 'many', '0x10'], whole(1, 1e9)],
    ['--learning-rate', ['0', '-1e-6', 'abc', 'NaN', 'Infinity', '1e999'], 'a number above 0'],
    ['--lr', ['0', 'true', '1_000'], 'a number above 0'],
    ['--samples', ['1', '0', '10000001', '2,5'], whole(2, 1e7)],
    ['--degree', ['-1', '10', '2.5', 'cubic'], whole(0, 9)],
    ['--every', ['0', '1e10'], whole(1, 1e9)],
    ['--seed', ['-1', '4294967296', '0.5', 'random'], whole(0, 4294967295)],
    ['--init', ['a,b,c,d', '1;2;3;4', '1,2,3,NaN', '1,2,3,'], '4 finite numbers, a,b,c,d'],
    ['--pace', ['0', '-1', 'Max', 'Infinity'], 'a number above 0 or max'],
    ['--engine', ['moment', 'Moments', '1'], 'pointwise or moments'],
    ['--format', ['json', 'CSV', 'text,csv'], 'text, ndjson or csv'],
  ];
  for (const [name, values, allowed] of cases) {
    for (const value of values) {
      for (const argv of [[name, value], [`${name}=${value}`]]) {
        const expected = `${name} ${value}: must be ${allowed}, for example --`;
        assert.ok(message(...argv).startsWith(expected), message(...argv));
      }
    }
    const empty = message(`${name}=`);
    assert.ok(empty.includes(name) && empty.includes(allowed), empty);
  }
});

test('the examples in messages are accepted', () => {
  for (const option of TABLE.filter(
    (option) => takesValue(option) && option.kind.type !== 'path',
  )) {
    const example = /for example (--\S+ \S+)$/.exec(message(`--${option.name}`, '?'))?.[1];
    assert.ok(example !== undefined, option.name);
    options(...example.split(' '));
  }
});

test('a missing value is requested', () => {
  for (const option of TABLE.filter(takesValue)) {
    const name = `--${option.name}`;
    for (const argv of [[name], [name, '--headless'], ['--headless', name]]) {
      assert.ok(message(...argv).startsWith(`${name}: needs a value, `), argv.join(' '));
    }
  }
  assert.match(message('--lr'), /^--lr: needs a value, a number above 0/);
  assert.match(message('--lr', '--sampels', '5'), /^--lr: needs a value before --sampels/);
});

test('the last of a repeated option wins, even under its other name', () => {
  const cases: readonly [string[], Partial<Options>][] = [
    [['--seed', '1', '--seed=2'], { seed: 2 }],
    [['--seed', 'bad', '--seed', '2'], { seed: 2 }],
    [['--lr', '1', '2', '--learning-rate', '3'], { learningRates: [3] }],
    [['--lr=1', '2', '--pace', 'max', '--lr', '3'], { learningRates: [3], pace: Infinity }],
    [['--optimizer', 'sgd', 'momentum', '--optimizer', 'sgd'], { learningRates: [1e-6] }],
    [['--init', '1', '2', '3', '4', '--init', '4,3,2,1'], { initial: [4, 3, 2, 1] }],
    [['--format', 'csv', '--format', 'text'], { format: 'text' }],
    [['--out', 'a', '--out', 'b'], { out: 'b' }],
    [['--ascii', '--no-ascii'], { ascii: false }],
    [['--no-ascii', '--ascii'], { ascii: true }],
    [['--color=false', '--color', '--headless', '--headless'], { color: true, headless: true }],
    [['--force', '--no-force'], { force: false }],
    [['--announce', '--no-announce', '--format', 'csv'], { format: 'csv' }],
  ];
  for (const [argv, expected] of cases) {
    assert.deepEqual(options(...argv), { ...options(), ...expected }, argv.join(' '));
  }
  assert.match(message('--lr', '1', '--learning-rate', '0'), /^--learning-rate 0: must be/);
});

test('every option can be repeated', () => {
  for (const option of TABLE.filter(({ group }) => group !== 'Information')) {
    const name = `--${option.name}`;
    const once = takesValue(option) ? [name, exampleValue(option)] : [name];
    assert.deepEqual(parseArguments([...once, ...once]), parseArguments(once), name);
  }
});

test('contradictions are refused', () => {
  for (const argv of [
    ['--seed', '1', '--init', '1,2,3,4'],
    ['--init', 'bad', '--seed', 'bad'],
  ]) {
    assert.match(message(...argv), /^--seed and --init exclude each other/);
  }
  assert.match(message('--announce', '--format', 'csv'), /^--format and --announce exclude/);
});

test('a switch takes true or false, a flag too', () => {
  for (const { name } of TABLE.filter(({ kind }) => kind.type === 'switch')) {
    const of = (...argv: string[]) => parseArguments(['--out', 'x', ...argv]);
    for (const text of ['true', '1']) {
      assert.deepEqual(of(`--${name}=${text}`), of(`--${name}`));
    }
    for (const text of ['false', '0']) {
      assert.deepEqual(of(`--${name}=${text}`), of(`--no-${name}`));
    }
    assert.deepEqual(of(`--${name}`, 'false', '--seed', '1'), of(`--no-${name}`, '--seed', '1'));
    for (const text of ['yes', 'TRUE', '']) {
      const start = `--${name}=${text === '' ? '""' : text}: must be true or false, for example --`;
      assert.ok(message(`--${name}=${text}`).startsWith(start), message(`--${name}=${text}`));
    }
  }
  for (const name of ['help', 'version', 'print-config']) {
    assert.deepEqual(parseArguments([`--${name}=false`]), parseArguments([]));
    assert.match(message(`--${name}=x`), /: must be true or false/);
  }
  assert.equal(message('--no-ascii=x'), '--no-ascii=x: takes no value; type --no-ascii alone');
});

test('an unknown option is refused with the nearest one', () => {
  assert.equal(message('--sampels', '5'), '--sampels: unknown option; did you mean --samples?');
  assert.equal(message('--LR=5'), '--LR: unknown option; did you mean --lr?');
  assert.equal(message('--iter', '5'), '--iter: unknown option; did you mean --iterations?');
  assert.equal(message('---seed'), '---seed: unknown option; did you mean --seed?');
  assert.equal(message('--no-seed'), '--no-seed: unknown option; leave out --seed instead');
  assert.equal(message('--no-asci'), '--no-asci: unknown option; did you mean --no-ascii?');
  for (const name of ['momentum', 'constructor', '__proto__', 'toString']) {
    assert.equal(message(`--${name}`), `--${name}: unknown option; see sinfit-tui --help`);
  }
  for (const argument of ['-x', '-1', '--_', '--$0', '--=5', '-abc']) {
    assert.match(message(argument), /: unknown option; /, argument);
  }
  assert.equal(message('--\u001b[2J'), '"--\\u001b[2J": unknown option; see sinfit-tui --help');
});

test('positional arguments are refused', () => {
  for (const argv of [
    ['train'],
    ['--headless', '5'],
    ['--', 'x'],
    [''],
    ['-'],
    ['--seed', '1', '2'],
  ]) {
    assert.match(message(...argv), /: not expected here; .*sinfit-tui --help$/, argv.join(' '));
  }
});

test('a misspelt, misplaced or repeated command is reported as typed', () => {
  const replay = 'not expected here; did you mean sinfit-tui replay FILE...?';
  assert.equal(message('repaly', 'run.ndjson'), `repaly: ${replay}`);
  assert.equal(
    message('completions'),
    'completions: not expected here; did you mean sinfit-tui completion bash|zsh|fish?',
  );
});

test('-- ends the options', () => {
  const replayed = parseArguments(['replay', '--', '-x.ndjson']);
  assert.ok(replayed.kind === 'replay' && replayed.files[0] === '-x.ndjson');
  const before = parseArguments(['--ascii', '--', 'replay', '--ascii']);
  assert.ok(before.kind === 'replay' && before.files[0] === '--ascii' && before.options.ascii);
  assert.deepEqual(options('--lr', '1', '2', '--'), options('--lr', '1', '2'));
  assert.match(message('--', '--headless'), /^--headless: not expected here; options/);
  assert.match(message('--seed', '--', '1'), /^--seed: needs a value/);
});

test('a value after an equals sign may look like an option', () => {
  assert.equal(options('--out=-x.ndjson').out, '-x.ndjson');
  assert.equal(options('--out=--ascii').out, '--ascii');
  assert.match(message('--out', '-x.ndjson'), /^--out: needs a value before -x.ndjson/);
});

describe('completion', () => {
  const shell = (argv: string[], environment = {}) => {
    const parsed = parseArguments(['completion', ...argv], environment);
    return parsed.kind === 'completion' ? parsed.shell : JSON.stringify(parsed);
  };

  test('is for the shell named, or else the one in $SHELL', () => {
    for (const name of ['bash', 'zsh', 'fish']) {
      assert.equal(shell([name], { SHELL: '/bin/sh' }), name);
      assert.equal(shell([], { SHELL: `/usr/local/bin/${name}` }), name);
    }
    assert.equal(shell(['zsh'], { SHELL: '/bin/bash', SINFIT_LR: 'bad' }), 'zsh');
  });

  test('is refused for other shells', () => {
    assert.equal(message('completion', 'tcsh'), 'completion tcsh: must be bash, zsh or fish');
    assert.equal(message('completion', ''), 'completion "": must be bash, zsh or fish');
    assert.match(message('completion', 'zsh', 'x'), /^x: not expected here/);
    for (const [SHELL, told] of [
      ['/bin/sh', '/bin/sh'],
      ['/opt/bashful', '/opt/bashful'],
      [undefined, 'not set'],
    ]) {
      assert.ok(
        shell([], { SHELL }).includes(`name the shell, bash, zsh or fish; $SHELL is ${told}`),
        shell([], { SHELL }),
      );
    }
  });
});

test('--help works whatever else is given', () => {
  for (const argv of [
    ['--help'],
    ['-h'],
    ['--help', '--samples', '1', 'x'],
    ['--version', '--help', '-h'],
    ['--out', 'replay', '--help'],
    ['x', 'replay', '--help'],
  ]) {
    assert.deepEqual(parseArguments(argv), { kind: 'help' });
  }
  for (const { name } of TABLE.filter(takesValue)) {
    for (const argv of [
      [`--${name}`, '--help'],
      ['-h', `--${name}`],
      [`--${name}`, '-h', '--seed'],
    ]) {
      assert.deepEqual(parseArguments(argv), { kind: 'help' }, argv.join(' '));
    }
    assert.equal(parseArguments([`--${name}`, '--version']).kind, 'text', name);
    assert.equal(parseArguments(['--version', `--${name}`]).kind, 'text', name);
  }
  for (const command of ['replay', 'learn', 'completion']) {
    for (const argv of [[command], [command, '--nonsense', 'x', 'y'], ['--seed', '1', command]]) {
      assert.deepEqual(parseArguments([...argv, '--help']), { kind: 'help', command });
      assert.deepEqual(parseArguments(['-h', ...argv]), { kind: 'help', command });
    }
  }
});

test('--out names a file, and --force goes with it', () => {
  assert.deepEqual(options('--out', 'run.ndjson').out, 'run.ndjson');
  assert.equal(options('--out=a b').out, 'a b');
  const { out, force } = options('--force', '--out', 'x', '--headless');
  assert.deepEqual({ out, force }, { out: 'x', force: true });
  assert.equal(message('--out='), '--out: needs a file name');
  assert.match(message('--out'), /^--out: needs a value, a file name, for example --out run/);
  assert.equal(message('--force'), '--force: only works with --out');
});

describe('learn', () => {
  const learnt = (...argv: string[]) => {
    const parsed = parseArguments(['learn', ...argv]);
    assert.ok(parsed.kind === 'learn', JSON.stringify(parsed));
    return parsed;
  };

  test('takes a lesson or none, and answers to one', () => {
    assert.equal(learnt().lesson, null);
    const { lesson, answers, options } = learnt('limit', '--answers', 'a.txt', '--ascii');
    assert.deepEqual([lesson, answers, options.ascii], ['limit', 'a.txt', true]);
    assert.equal(learnt('limit').answers, null);
    assert.equal(learnt('limit', '--announce').options.announce, true);
  });

  test('refuses what makes no sense with it', () => {
    assert.match(message('learn', 'a', 'b'), /^b: not expected here/);
    assert.match(message('learn', 'a', '--lr', '1'), /^--lr: not allowed with learn, whose/);
    assert.match(message('learn', 'a', '--headless'), /^--headless: not allowed with learn/);
    assert.equal(message('learn', 'a', '--answers='), '--answers: needs a file name');
    assert.match(message('learn', '--answers', 'x'), /^--answers: needs a lesson, for example/);
    assert.equal(message('--answers', 'x'), '--answers: only works with learn');
    assert.match(message('replay', 'a', '--answers', 'x'), /^--answers: not allowed with replay/);
    assert.match(message('lern', 'a'), /did you mean sinfit-tui learn LESSON\?$/);
  });
});

describe('replay', () => {
  const replayed = (...argv: string[]) => {
    const parsed = parseArguments(['replay', ...argv]);
    assert.ok(parsed.kind === 'replay', JSON.stringify(parsed));
    return parsed;
  };

  test('names files, or stdin', () => {
    assert.deepEqual(replayed('run.ndjson').files, ['run.ndjson']);
    assert.deepEqual(replayed('-').files, ['-']);
    assert.deepEqual(replayed('--ascii', '12').files, ['12']);
    assert.deepEqual(replayed('a', '--ascii', '-', 'b').files, ['a', '-', 'b']);
  });

  test('takes the options for showing it', () => {
    const { ascii, color, headless } = replayed('a', '--ascii', '--no-color', '--headless').options;
    assert.deepEqual({ ascii, color, headless }, { ascii: true, color: false, headless: true });
    const fromEnvironment = parseArguments(['replay', 'a'], { SINFIT_ASCII: '1', SINFIT_LR: '1' });
    assert.ok(fromEnvironment.kind === 'replay' && fromEnvironment.options.ascii);
  });

  test('plays at the pace that is set, in whatever way, else at the recorded one', () => {
    assert.equal(replayed('a').pace, null);
    assert.equal(replayed('a', '--pace', '20').pace, 20);
    assert.equal(replayed('a', '--pace', 'max').pace, Number.POSITIVE_INFINITY);
    const fromEnvironment = parseArguments(['replay', 'a'], { SINFIT_PACE: '7' });
    assert.ok(fromEnvironment.kind === 'replay' && fromEnvironment.pace === 7);
    assert.equal(replayed('a').options.paused, false);
    assert.equal(replayed('a', '--paused').options.paused, true);
  });

  test('takes nothing else', () => {
    assert.equal(message('replay'), 'replay: needs a file name, or - for stdin');
    assert.equal(message('replay', ''), 'replay: needs a file name, or - for stdin');
    assert.equal(message('replay', 'a', ''), 'replay: needs a file name, or - for stdin');
    assert.equal(
      message('replay', ...'abcdefg'),
      'replay: 7 files are too many; at most 6 can be compared',
    );
    assert.equal(
      message('replay', '-', '-'),
      'replay: - stands for stdin, which can be read only once',
    );
    for (const option of ['--lr', '--seed', '--every', '--out']) {
      assert.match(
        message('replay', 'a', option, '1'),
        /: not allowed with replay, which plays/,
        option,
      );
    }
    assert.match(message('replay', '--colour'), /^--colour: unknown option/);
    assert.match(message('--seed', '1', 'replay', 'a'), /^--seed: not allowed with replay/);
  });

  test('stands before or after its options', () => {
    const expected = replayed('a', '--ascii', '--no-color');
    for (const argv of [
      ['--ascii', '--no-color', 'replay', 'a'],
      ['--ascii', 'replay', '--no-color', 'a'],
      ['replay', '--no-color', 'a', '--ascii'],
    ]) {
      assert.deepEqual(parseArguments(argv), expected);
    }
  });
});

test('--version is the version of the package', () => {
  const file = new URL('../../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  assert.deepEqual(parseArguments(['--version']), {
    kind: 'text',
    text: `${version}\n`,
    warning: null,
  });
});

test('any arguments give options, text or one line', () => {
  const word = fc.oneof(
    fc.constantFrom(...TABLE.flatMap(typedNames), '--', '-', '--no-lr', 'completion', 'replay'),
    fc.constantFrom('1', '-1', '0', '1e-6', '-1,2,3,4', 'max', '1e9', 'true', ''),
    fc.tuple(fc.constantFrom(...TABLE.map(({ name }) => name)), fc.string()).map((parts) => {
      return `--${parts.join('=')}`;
    }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }).map((text) => `--${text}`),
    fc.string().map((text) => `-${text}`),
  );
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
      const parsed = parseArguments(argv);
      kinds.add(parsed.kind);
      if (parsed.kind === 'error') {
        assert.match(parsed.message, /^[^\p{Cc}]+$/u);
      }
      if (parsed.kind !== 'run') {
        return;
      }
      const { learningRates, samples, degree, seed, initial, pace } = parsed.options;
      assert.ok(learningRates.every((rate) => rate > 0 && Number.isFinite(rate)) && pace > 0);
      assert.ok(Number.isInteger(samples) && samples >= 2);
      assert.ok(seed === null || initial === null);
      assert.ok(initial === null || initial.length === degree + 1);
    }),
    { numRuns: 300 },
  );
  assert.ok(kinds.has('run') && kinds.has('error'));
});
