import yargs, { type Argv } from 'yargs';
import { LESSON_NAMES } from '../lessons/names.js';
import { OPTIMIZER_NAMES } from '../options/optimizers.js';
import { OPTION_TABLE, type OptionDefinition, type OptionKind } from '../options/table.js';
import { typedNames } from '../options/words.js';
import { ANSWER_CODES, EXIT_CODES } from '../system/exitCodes.js';
import { wrap } from '../text/wrap.js';
import { COMPLETION, goesWithLearn, goesWithReplay, LEARN, REPLAY, SHELLS } from './commands.js';

/** Examples of command lines, and what they do. */
export const EXAMPLES: readonly (readonly [command: string, what: string])[] = [
  ['sinfit-tui', 'live, from a random start'],
  ['sinfit-tui --seed 42 --lr 2e-6', 'a repeatable start, larger steps'],
  ['sinfit-tui --lr 1e-7 1e-6 3.5e-6', 'three side by side'],
  ['sinfit-tui --optimizer sgd adam', 'two optimizers side by side'],
  ['sinfit-tui --degree 5 --lr 1e-8', 'a quintic needs smaller steps'],
  ['sinfit-tui --init -1,0.5,0,0.1', 'coefficients of your own'],
  ['sinfit-tui --headless > losses.txt', "the tutorial's text in a file"],
  ['sinfit-tui --format csv > run.csv', 'all numbers in a file'],
  ['sinfit-tui --out run.ndjson', 'the dashboard, recorded'],
  ['sinfit-tui replay run.ndjson', 'the recording, even while it grows'],
  ['sinfit-tui replay a b', 'two recordings on one chart'],
  ['sinfit-tui learn limit', 'a lesson'],
];

/** The same for lessons. */
export const LEARN_EXAMPLES: readonly (readonly [command: string, what: string])[] = [
  ['sinfit-tui learn', 'list the lessons'],
  ['sinfit-tui learn limit', 'one of them, in the dashboard'],
  ['sinfit-tui learn limit --announce', 'in sentences, for screen readers'],
  ['sinfit-tui learn limit --answers a.txt', 'grade the answers in a file'],
  ['sinfit-tui learn points.json', 'a lesson of your own'],
];

const LESSON_PAGE =
  "docs/lessons.md in the program's repository says what answers look like and how to write a lesson.";

const CONFIGURATION =
  'Settings can also come from the environment (SINFIT_LR=1e-6) or a config file ("lr": 1e-6). ' +
  'Precedence: flags, environment, config file, defaults.';

/** With fewer columns, descriptions go below the names: yargs would break the names to fit both. */
const MIN_BESIDE = 68;

/**
 * The help of the program or of one of its commands.
 *
 * @param columns the longest line: see `textColumns`.
 */
export async function helpText(columns: number, command?: string): Promise<string> {
  const isStacked = columns < MIN_BESIDE;
  const text = await describeProgram(command === undefined ? [] : [command])
    .wrap(isStacked ? null : columns)
    .getHelp();
  return `${isStacked ? stacked(text, columns) : text}\n`;
}

/**
 * Describes the program to yargs, which writes the help and the completions. yargs starts slowly, so
 * only these two load it; the command line is read with its parser alone: see `readCommandLine`.
 */
export function describeProgram(argv: readonly string[]): Argv {
  const program = yargs([...argv])
    .scriptName('sinfit-tui')
    .detectLocale(false)
    .exitProcess(false)
    .help(false)
    .version(false)
    .usage('Usage: $0 [options]\n\nWatch gradient descent fit a polynomial to sin(x).')
    .command(`${REPLAY} FILE..`, 'Play a recording, or compare several', (replay) =>
      withOptions(
        replay.positional('FILE', {
          describe: 'Recordings: what --out or --format ndjson wrote; - for stdin',
        }),
        OPTION_TABLE.filter(goesWithReplay),
      ).epilogue(`Exit codes: ${EXIT_CODES}`),
    )
    .command(`${LEARN} [LESSON]`, 'Give a lesson, or list them', (learn) =>
      withOptions(
        learn.positional('LESSON', {
          describe: 'Its name, number or title, or a file with a lesson of your own',
        }),
        OPTION_TABLE.filter(goesWithLearn),
      )
        .example(LEARN_EXAMPLES.map(([command, what]) => [command, what]))
        .epilogue(
          `Lessons: ${LESSON_NAMES.join(', ')}. ${LESSON_PAGE}\n\n` +
            `Exit codes with --answers: ${ANSWER_CODES}`,
        ),
    )
    .command(`${COMPLETION} [SHELL]`, 'Print a completion script for your shell', (completion) =>
      completion.positional('SHELL', { describe: 'By default that of $SHELL', choices: SHELLS }),
    )
    .epilogue(`${CONFIGURATION}\n\nExit codes: ${EXIT_CODES}`);
  for (const [command, what] of EXAMPLES) {
    program.example(command, what);
  }
  return withOptions(program, OPTION_TABLE);
}

function withOptions(program: Argv, table: readonly OptionDefinition[]): Argv {
  for (const option of table) {
    const { name, kind, group } = option;
    const names = typedNames(option).map((typed) => typed.replace(/^-+/, ''));
    program.option(name, {
      alias: names.filter((other) => other !== name),
      group: `${group}:`,
      defaultDescription: option.default,
      choices: choicesOf(kind),
      global: false,
    });
    // Each name on its own, because yargs does not complete aliases.
    for (const word of names.filter(({ length }) => length > 1)) {
      program.describe(word, describe(option));
    }
  }
  return program;
}

/** The words to complete a value with. */
function choicesOf(kind: OptionKind): readonly string[] | undefined {
  switch (kind.type) {
    case 'choice':
      return kind.values;
    case 'optimizers':
      return OPTIMIZER_NAMES;
    default:
      return undefined;
  }
}

/** Moves the second column below the first. */
function stacked(text: string, columns: number): string {
  const lines = text.split('\n').flatMap((line) => {
    const [, name, description] = /^ *(\S.*?) {2,}(\S.*)$/.exec(line) ?? [];
    return description === undefined
      ? indented(line.trim(), columns, line.startsWith(' ') ? 2 : 0)
      : [...indented(name!, columns, 2), ...indented(description, columns, 4)];
  });
  return lines.join('\n');
}

function indented(text: string, columns: number, indent: number): string[] {
  return wrap(text.replace(/ +/g, ' '), columns - indent).map((line) =>
    line === '' ? '' : ' '.repeat(indent) + line,
  );
}

/** The option's description with its range and unit. */
export function describe({ kind, unit, description }: OptionDefinition): string {
  const suffix = unit === undefined ? '' : ` ${unit}`;
  switch (kind.type) {
    case 'whole':
      return `${description} (${kind.min} to ${kind.max}${suffix})`;
    case 'optimizers':
      return `${description} (1 to ${kind.most} values)`;
    case 'positives':
      return `${description} (above 0${suffix}, 1 to ${kind.most} values)`;
    case 'schedule':
      return `${description} (at most ${kind.most})`;
    case 'pace':
      return `${description} (above 0${suffix}, or max)`;
    default:
      return description;
  }
}
