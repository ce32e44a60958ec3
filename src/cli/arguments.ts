import { existsSync, readFileSync } from 'node:fs';
import type { Options } from '../options/options.js';
import { optionValues } from '../options/optionValues.js';
import { OptionError, type RawValues } from '../options/rawValue.js';
import { readOptions } from '../options/readOptions.js';
import { mergeSources } from '../options/sources.js';
import {
  MAX_LEARNING_RATES,
  type OptionDefinition,
  type OptionName,
  optionDefinition,
} from '../options/table.js';
import { alternatives } from '../options/words.js';
import { quote } from '../text/quote.js';
import {
  COMPLETION,
  COMPLETION_REQUEST,
  goesWithLearn,
  goesWithReplay,
  LEARN,
  REPLAY,
  SHELLS,
  type Shell,
  STDIN,
  USAGES,
} from './commands.js';
import { readConfigFile, readUserConfigFile, userConfigFile } from './configFile.js';
import { environmentOrigin, readEnvironment } from './environment.js';
import { readCommandLine } from './flags.js';
import { strayOperand, UsageError } from './usageErrors.js';

/** What a command line asks the program to do. */
export type ParsedArguments =
  | { readonly kind: 'run'; readonly options: Options; readonly warning: string | null }
  /** Play recordings, files or `-` for stdin, as the options say. */
  | {
      readonly kind: 'replay';
      readonly files: readonly string[];
      readonly options: Options;
      /** Iterations per second; null for the recorded pace. */
      readonly pace: number | null;
      readonly warning: string | null;
    }
  /** Give a lesson, packaged or in a file, or list them. */
  | {
      readonly kind: 'learn';
      /** Null for a list of all. */
      readonly lesson: string | null;
      /** The file with answers to check; null to ask for them. */
      readonly answers: string | null;
      readonly options: Options;
      readonly warning: string | null;
    }
  /** Print the script that makes a shell complete this program's options. */
  | { readonly kind: 'completion'; readonly shell: Shell }
  /** Answer that script: print the completions of the last of these words. */
  | { readonly kind: 'completions'; readonly words: readonly string[] }
  /** Print the help, of a command if one was named. */
  | { readonly kind: 'help'; readonly command?: string }
  /** Print text, which includes its newlines, on stdout. */
  | { readonly kind: 'text'; readonly text: string; readonly warning: string | null }
  /** Fail with one line, without a newline: what is wrong, what is allowed, what to type instead. */
  | { readonly kind: 'error'; readonly message: string };

/**
 * Reads and validates the command line, the environment and the config file. Flags override the
 * environment, which overrides the config file. Prints nothing, and reports mistakes in the result
 * instead of throwing. A warning is one line without a newline.
 *
 * @param argv the arguments without the program's name.
 * @param environment may contain settings and the path of the config file.
 * @param platform decides where a user's config file is.
 */
export function parseArguments(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  platform: NodeJS.Platform = process.platform,
): ParsedArguments {
  try {
    if (argv[0] === COMPLETION_REQUEST) {
      return { kind: 'completions', words: argv.slice(2) };
    }
    const { flags, operands } = readCommandLine(argv);
    const [command, ...others] = operands;
    if (flags.has('help')) {
      const isCommand = command !== undefined && Object.hasOwn(USAGES, command);
      return isCommand ? { kind: 'help', command } : { kind: 'help' };
    }
    if (flags.has('version')) {
      return { kind: 'text', text: `${packageVersion()}\n`, warning: null };
    }
    const stray = strayOf(command, others);
    if (stray !== undefined) {
      throw strayOperand(stray);
    }
    if (command === COMPLETION) {
      return { kind: 'completion', shell: shellOf(others[0], environment.SHELL) };
    }
    const variables = readEnvironment(environment);
    const { settings: config, warning } = readConfig(flags, environment, platform);
    const configured = new Set<OptionName>([...variables.keys(), ...config.keys()]);
    const options = readOptions(mergeSources([flags, variables, config]), [...configured]);
    if (command === REPLAY) {
      const pace = flags.has('pace') || configured.has('pace') ? options.pace : null;
      return { kind: 'replay', files: replayedFiles(flags, others), options, pace, warning };
    }
    if (command === LEARN) {
      const [lesson = null] = others;
      return { kind: 'learn', lesson, answers: answersFor(flags, lesson), options, warning };
    }
    if (flags.has('answers')) {
      throw new UsageError('--answers: only works with learn');
    }
    return flags.has('print-config')
      ? { kind: 'text', text: `${JSON.stringify(optionValues(options), null, 2)}\n`, warning }
      : { kind: 'run', options, warning };
  } catch (error) {
    if (error instanceof UsageError || error instanceof OptionError) {
      return { kind: 'error', message: error.message };
    }
    throw error;
  }
}

/** The first operand that the command does not take. */
function strayOf(command: string | undefined, others: readonly string[]): string | undefined {
  switch (command) {
    case REPLAY:
      return undefined;
    case COMPLETION:
    case LEARN:
      return others[1];
    default:
      return command;
  }
}

/**
 * The named shell, else the user's own.
 *
 * @throws UsageError when there is no completion script for it.
 */
function shellOf(named: string | undefined, own = ''): Shell {
  const shell = SHELLS.find((name) => name === (named ?? own.split('/').at(-1)));
  if (shell === undefined) {
    const known = alternatives(SHELLS);
    throw new UsageError(
      named === undefined
        ? `completion: name the shell, ${known}; $SHELL is ${own === '' ? 'not set' : quote(own)}`
        : `completion ${quote(named)}: must be ${known}`,
    );
  }
  return shell;
}

/** @throws UsageError when an option does not go with the command. */
function refuseOthers(
  flags: RawValues,
  goesWith: (option: OptionDefinition) => boolean,
  what: string,
): void {
  const other = [...flags].find(([name]) => !goesWith(optionDefinition(name)));
  if (other !== undefined) {
    const { origin } = other[1];
    throw new UsageError(`${origin.label(origin.name)}: not allowed with ${what}`);
  }
}

/** @throws UsageError when there are answers to no lesson, or an option is only for training. */
function answersFor(flags: RawValues, lesson: string | null): string | null {
  refuseOthers(flags, goesWithLearn, 'learn, whose lessons say what to train');
  const answers = flags.get('answers')?.items[0];
  if (answers === '') {
    throw new UsageError('--answers: needs a file name');
  }
  if (answers !== undefined && lesson === null) {
    throw new UsageError('--answers: needs a lesson, for example sinfit-tui learn limit');
  }
  return answers === undefined ? null : String(answers);
}

/** @throws UsageError when there is no file, or too many, or when an option is only for training. */
function replayedFiles(flags: RawValues, files: readonly string[]): readonly string[] {
  refuseOthers(flags, goesWithReplay, 'replay, which plays recorded runs');
  if (files.length === 0 || files.includes('')) {
    throw new UsageError('replay: needs a file name, or - for stdin');
  }
  if (files.length > MAX_LEARNING_RATES) {
    const given = `${files.length} files are too many`;
    throw new UsageError(`replay: ${given}; at most ${MAX_LEARNING_RATES} can be compared`);
  }
  if (files.indexOf(STDIN) !== files.lastIndexOf(STDIN)) {
    throw new UsageError('replay: - stands for stdin, which can be read only once');
  }
  return files;
}

/** The config file named by a flag or the environment, else the user's own. */
function readConfig(
  flags: RawValues,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): { readonly settings: RawValues; readonly warning: string | null } {
  const flag = flags.get('config');
  if (flag !== undefined) {
    return { settings: readConfigFile(flag), warning: null };
  }
  if (environment.SINFIT_CONFIG) {
    const origin = environmentOrigin('config');
    const given = { items: [environment.SINFIT_CONFIG], origin };
    return { settings: readConfigFile(given), warning: null };
  }
  return readUserConfigFile(userConfigFile(environment, platform));
}

/** Where package.json is, relative to the bundled program and to this file compiled alone. */
const PACKAGE_FILES = ['../../package.json', '../../../package.json'];

function packageVersion(): string {
  const file = PACKAGE_FILES.map((path) => new URL(path, import.meta.url)).find(existsSync)!;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
