/** Writes docs/sinfit-tui.1 from the option table, after a build: `node dist/test/manPage.js`. */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SHELLS } from '../src/cli/commands.js';
import { describe, EXAMPLES } from '../src/cli/help.js';
import { OPTION_TABLE, type OptionDefinition } from '../src/options/table.js';
import { typedNames } from '../src/options/words.js';
import { ANSWER_CODES, EXIT_CODES } from '../src/system/exitCodes.js';

export const MAN_PAGE = fileURLToPath(new URL('../../docs/sinfit-tui.1', import.meta.url));

/** What stands for the value of an option. */
const VALUE_NAMES: Readonly<Partial<Record<OptionDefinition['kind']['type'], string>>> = {
  whole: 'NUMBER',
  positives: 'NUMBER...',
  optimizers: 'OPTIMIZER...',
  schedule: 'ITERATION:RATE...',
  pace: 'NUMBER',
  coefficients: 'LIST',
  path: 'FILE',
};

/** The manual page as troff's man macros have it. */
export function manPage(): string {
  return `${[
    '.\\" Made from the option table: node dist/test/manPage.js',
    '.TH SINFIT-TUI 1 "" sinfit-tui "User Commands"',
    '.SH NAME',
    'sinfit-tui \\- watch gradient descent fit a polynomial to sin(x)',
    '.SH SYNOPSIS',
    '.B sinfit-tui',
    '[options]',
    '.br',
    '.B sinfit-tui replay',
    'FILE...',
    '.br',
    '.B sinfit-tui learn',
    '[LESSON]',
    '.br',
    '.B sinfit-tui completion',
    `[${SHELLS.join(' | ')}]`,
    '.SH DESCRIPTION',
    ...paragraphs(
      'Fits y = a + bx + cx^2 + dx^3 to sin(x) from -pi to pi by gradient descent on the summed squared error, and shows the loss, the coefficients and both curves while it trains. The key ? lists the keys.',
      'If the output is not a terminal, or with --headless, it prints the iteration and loss of every record and the result instead, as fast as it can.',
      'sinfit-tui replay plays a recording, written by --out, the key e or --format ndjson, in the same dashboard, at the recorded pace or that of --pace. You can pause, step and rewind, even while the file is still growing. Several recordings of the same --degree and --samples are compared on one chart, with at most six runs. If the file is -, it reads the recording from stdin and keys from the terminal. It takes the options --pace, --paused, --ascii, --color and --headless, which prints the recorded lines of a single recording instead.',
      `sinfit-tui learn gives a lesson, one of those that it lists, by its name, number or title, or one in a file of your own: it asks what a run will do, and shows it. With --announce, or if stdin or stdout is not a terminal, the lesson is in plain sentences, with answers from stdin, one a line; an empty line skips a task, and again, back and quit repeat a step, go to the one before, and leave. With --answers FILE it only checks the answers in the file, one a line, an empty line for none; it then exits with ${ANSWER_CODES} It also takes the options --ascii and --color.`,
      'sinfit-tui completion prints a completion script for bash, zsh or fish, by default for the shell in $SHELL.',
    ),
    '.SH OPTIONS',
    ...paragraphs(
      'The items of a list are separated by commas or spaces. If an option is repeated, the last one wins. A switch is turned off by its --no- form or by =false. -- ends the options.',
    ),
    ...optionSections(),
    '.SH CONFIGURATION',
    ...paragraphs(
      'Every option except those under Files, Configuration and Information can also be set in the environment or in a config file. Precedence: flags, environment, config file, defaults. --seed and --init override each other in the same way, and so do --format and --announce.',
      'The config file is a JSON object with the long or short names of options: {"lr": [1e-7, 1e-6], "ascii": true}. --print-config prints one. It may be at most 1 MiB long and must not be a pipe. Your own file is skipped with a warning if it may not be read.',
    ),
    '.SH ENVIRONMENT',
    ...definition('SINFIT_ITERATIONS, SINFIT_LEARNING_RATE or SINFIT_LR, ...', [
      'One setting each. A switch is 1, true, 0 or false. Empty variables are ignored.',
    ]),
    ...definition('SINFIT_CONFIG', ['The config file, as with --config.']),
    ...definition('SINFIT_DEBUG', ['If 1, an unexpected error shows where it happened.']),
    ...definition('FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM', [
      'Decide whether to use colour, in this order, unless an option does.',
    ]),
    ...definition('LC_ALL, LC_CTYPE, LANG', [
      'Decide between Unicode and ASCII characters unless an option does.',
    ]),
    ...definition('COLUMNS', ['The width of the help, up to 80.']),
    '.SH FILES',
    ...definition('$XDG_CONFIG_HOME/sinfit-tui/config.json', [
      'Your config file; $XDG_CONFIG_HOME is ~/.config unless set. On Windows it is %APPDATA%\\sinfit-tui\\config.json.',
    ]),
    '.SH EXIT STATUS',
    ...paragraphs(EXIT_CODES),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([command, what]) => definition(command, [what])),
  ].join('\n')}\n`;
}

function optionSections(): string[] {
  const table: readonly OptionDefinition[] = OPTION_TABLE;
  const groups = [...new Set(table.map(({ group }) => group))];
  return groups.flatMap((group) => [
    `.SS ${group}`,
    ...table
      .filter((option) => option.group === group)
      .flatMap((option) => {
        const { kind } = option;
        const value = kind.type === 'choice' ? kind.values.join('|') : VALUE_NAMES[kind.type];
        const names = typedNames(option).join(', ') + (value === undefined ? '' : ` ${value}`);
        const preset = option.default === undefined ? '' : ` Default: ${option.default}.`;
        return definition(names, [`${describe(option)}.${preset}`]);
      }),
  ]);
}

function definition(term: string, text: readonly string[]): string[] {
  return ['.TP', `.B ${troff(term)}`, ...text.map(troff)];
}

function paragraphs(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => ['.PP', troff(text)]);
}

/** Text that troff prints as it is: no escapes, ASCII hyphens that can be copied, no requests. */
function troff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(/^([.'])/, '\\&$1');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(MAN_PAGE, manPage());
}
