import { existsSync, readFileSync } from 'node:fs';
import { alternatives, OPTION_TABLE, type OptionDefinition, typedNames } from '../options.js';
import { wrap } from '../wrap.js';

/** Command lines to begin with, and what they do. */
export const EXAMPLES: readonly (readonly [command: string, what: string])[] = [
  ['sinfit-tui', 'live, from a random start'],
  ['sinfit-tui --seed 42 --lr 2e-6', 'a start to repeat, larger steps'],
  ['sinfit-tui --lr 1e-7 1e-6 3.5e-6', 'three side by side'],
  ['sinfit-tui --degree 5 --lr 1e-8', 'a quintic needs smaller steps'],
  ['sinfit-tui --init -1,0.5,0,0.1', 'coefficients of your own'],
  ['sinfit-tui --headless > losses.txt', "the tutorial's text in a file"],
  ['sinfit-tui --format csv > run.csv', 'all numbers in a file'],
  ['sinfit-tui --out run.ndjson', 'the dashboard, recorded'],
  ['sinfit-tui replay run.ndjson', 'the recording, also while it grows'],
];

/** What the exit codes mean. */
export const EXIT_CODES = `0 done or quit, 1 failure, 2 wrong usage, 3 diverged without the
dashboard, 128 + n ended by signal n.`;

const EPILOGUE = `Every setting can also stand in a config file ("lr": 1e-6) or in the environment
(SINFIT_LR=1e-6); the command line goes before the environment, and that before
the file. sinfit-tui completion prints a script for your shell.

Exit codes: ${EXIT_CODES}`;

/** Columns of the help, whatever the terminal. */
const COLUMNS = 80;

/** The help; yargs would write one like it, but takes as long to load as the program does to run. */
export function helpText(): string {
  const table: readonly OptionDefinition[] = OPTION_TABLE;
  const groups = [...new Set(table.map(({ group }) => group))];
  return [
    'Usage: sinfit-tui [options]',
    '       sinfit-tui replay FILE\n',
    'Watch gradient descent fit a polynomial to sin(x).\n',
    ...groups.map((group) => {
      const options = table.filter((option) => option.group === group);
      return section(
        group,
        options.map((option) => [listedNames(option), describeWithDefault(option)]),
      );
    }),
    section('Examples', EXAMPLES),
    EPILOGUE,
    '',
  ].join('\n');
}

/** A heading and below it two columns; texts that are too long go on in the second one. */
function section(heading: string, rows: readonly (readonly [string, string])[]): string {
  const left = 2 + Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.flatMap(([name, text]) =>
    wrap(text, COLUMNS - left).map((part, i) => (i === 0 ? `  ${name}` : '').padEnd(left) + part),
  );
  return `${heading}:\n${lines.join('\n')}\n`;
}

/** `-h, --help`; where there is no letter, as much room is left for one. */
function listedNames(option: OptionDefinition): string {
  const names = typedNames(option);
  const letter = names.find((name) => !name.startsWith('--'));
  const words = names.filter((name) => name !== letter).join(', ');
  return letter === undefined ? `    ${words}` : `${letter}, ${words}`;
}

function describeWithDefault(option: OptionDefinition): string {
  const suffix = option.default === null ? '' : ` [default: ${option.default}]`;
  return describe(option) + suffix;
}

/** The option's sentence with its range and unit. */
export function describe({ kind, unit, description }: OptionDefinition): string {
  const suffix = unit === null ? '' : ` ${unit}`;
  switch (kind.type) {
    case 'whole':
      return `${description} (${kind.min} to ${kind.max}${suffix})`;
    case 'positives':
      return `${description} (above 0${suffix}, 1 to ${kind.most} values)`;
    case 'schedule':
      return `${description} (at most ${kind.most})`;
    case 'pace':
      return `${description} (above 0${suffix}, or max)`;
    case 'choice':
      return `${description} (${alternatives(kind.values)})`;
    default:
      return description;
  }
}

/** Where package.json is, seen from the bundled program and from this file compiled alone. */
const PACKAGE_FILES = ['../../package.json', '../../../package.json'];

/** The version in package.json. */
export function packageVersion(): string {
  const file = PACKAGE_FILES.map((path) => new URL(path, import.meta.url)).find(existsSync)!;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
