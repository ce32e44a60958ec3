import { existsSync, readFileSync } from 'node:fs';
import { OPTION_TABLE, type OptionDefinition } from '../options/table.js';
import { alternatives, typedNames } from '../options/words.js';
import { EXIT_CODES } from '../system/exitCodes.js';
import { wrap } from '../text/wrap.js';
import { COMPLETION, REPLAY, USAGES } from './commands.js';

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

const EPILOGUE =
  'Settings can also come from the environment (SINFIT_LR=1e-6) or a config file ("lr": 1e-6). ' +
  'Precedence: flags, environment, config file, defaults. ' +
  'sinfit-tui completion prints a completion script for your shell.';

/** A line that is longer is hard to read, however wide the terminal. */
const MAX_COLUMNS = 80;

/** With fewer columns for them, descriptions stand below the names and not beside. */
const MIN_DESCRIPTION = 30;

/** The help can be no narrower. */
const MIN_COLUMNS = 8;

/**
 * The columns that there are for the help: COLUMNS, else those of the terminal.
 *
 * @param terminal its columns; undefined when the help goes elsewhere.
 */
export function helpColumns({ COLUMNS }: NodeJS.ProcessEnv, terminal: number | undefined): number {
  const columns = /^[1-9]\d*$/.test(COLUMNS ?? '') ? Number(COLUMNS) : terminal || MAX_COLUMNS;
  return Math.max(MIN_COLUMNS, Math.min(columns, MAX_COLUMNS));
}

/**
 * The help; yargs would write one like it, but takes as long to load as the program does to run.
 *
 * @param columns what no line is longer than: see `helpColumns`.
 */
export function helpText(columns: number): string {
  const table: readonly OptionDefinition[] = OPTION_TABLE;
  const groups = [...new Set(table.map(({ group }) => group))];
  return [
    paragraph('Usage: sinfit-tui [options]', columns),
    paragraph(`or: ${USAGES[REPLAY]}`, columns, 3),
    `${paragraph(`or: ${USAGES[COMPLETION]}`, columns, 3)}\n`,
    `${paragraph('Watch gradient descent fit a polynomial to sin(x).', columns)}\n`,
    ...groups.map((group) => {
      const options = table.filter((option) => option.group === group);
      return section(
        group,
        options.map((option) => [listedNames(option), describeWithDefault(option)]),
        columns,
      );
    }),
    section('Examples', EXAMPLES, columns),
    `${paragraph(EPILOGUE, columns)}\n`,
    paragraph(`Exit codes: ${EXIT_CODES}`, columns),
    '',
  ].join('\n');
}

/** A heading and below it two columns, or one where there is no room for two. */
function section(
  heading: string,
  rows: readonly (readonly [string, string])[],
  columns: number,
): string {
  const left = 2 + Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.flatMap(([name, text]) =>
    columns - left < MIN_DESCRIPTION
      ? [paragraph(name.trimStart(), columns, 2), paragraph(text, columns, 4)]
      : wrap(text, columns - left).map(
          (part, i) => (i === 0 ? `  ${name}` : '').padEnd(left) + part,
        ),
  );
  return `${paragraph(`${heading}:`, columns)}\n${lines.join('\n')}\n`;
}
/** A text in lines that are so many columns wide, the indent included. */
function paragraph(text: string, columns: number, indent = 0): string {
  const lines = wrap(text, columns - indent);
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}

/** `-h, --help`; where there is no letter, as much room is left for one. */
function listedNames(option: OptionDefinition): string {
  const names = typedNames(option);
  const letter = names.find((name) => !name.startsWith('--'));
  const words = names.filter((name) => name !== letter).join(', ');
  return letter === undefined ? `    ${words}` : `${letter}, ${words}`;
}

function describeWithDefault(option: OptionDefinition): string {
  const suffix = option.default === undefined ? '' : ` [default: ${option.default}]`;
  return describe(option) + suffix;
}

/** The option's sentence with its range and unit. */
export function describe({ kind, unit, description }: OptionDefinition): string {
  const suffix = unit === undefined ? '' : ` ${unit}`;
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
