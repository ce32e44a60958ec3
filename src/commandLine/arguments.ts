import type { OptionName, Options } from '../options.js';
import { optionValues } from '../optionValues.js';
import { REPLAY, REPLAY_OPTIONS } from './commands.js';
import { asksForCompletion } from './completionRequest.js';
import { readConfigFile, readUserConfigFile, userConfigFile } from './configFile.js';
import { environmentPlace, readEnvironment } from './environment.js';
import { readFlagsAndOperands } from './flags.js';
import { helpText, packageVersion } from './help.js';
import { mergeSources, type Source } from './sources.js';
import { UsageError } from './usageErrors.js';
import { validatedOptions } from './validate.js';

/** What a command line asks for. */
export type ParsedArguments =
  | { readonly kind: 'run'; readonly options: Options }
  /** To show a recording: a file, or `-` for stdin. The options say how. */
  | { readonly kind: 'replay'; readonly file: string; readonly options: Options }
  /** What `completionText` has to say; apart, because it is slow to load and rarely wanted. */
  | { readonly kind: 'completion' }
  /** Text for stdout, with its line ends. */
  | { readonly kind: 'text'; readonly text: string }
  /** One line without its end: what is wrong, what is allowed, what to type instead. */
  | { readonly kind: 'error'; readonly message: string };

/**
 * Reads a command line, and the settings of the environment and the config file, which it goes
 * before. Everything is validated; nothing is printed, and nothing is thrown on account of what
 * was given.
 *
 * @param argv the arguments alone, without the program's name.
 * @param environment where the settings, and the place of the config file, are looked for.
 * @param platform decides where a user's config file is.
 */
export function parseArguments(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  platform: NodeJS.Platform = process.platform,
): ParsedArguments {
  try {
    if (asksForCompletion(argv)) {
      return { kind: 'completion' };
    }
    const replay = argv[0] === REPLAY;
    const { flags, operands } = readFlagsAndOperands(replay ? argv.slice(1) : argv, replay ? 1 : 0);
    if (flags.has('help')) {
      return { kind: 'text', text: helpText() };
    }
    if (flags.has('version')) {
      return { kind: 'text', text: `${packageVersion()}\n` };
    }
    const variables = readEnvironment(environment);
    const config = readConfig(flags, environment, platform);
    const configured = new Set<OptionName>([...variables.keys(), ...config.keys()]);
    const options = validatedOptions(mergeSources([flags, variables, config]), [...configured]);
    if (replay) {
      return { kind: 'replay', file: replayedFile(flags, operands), options };
    }
    return flags.has('print-config')
      ? { kind: 'text', text: `${JSON.stringify(optionValues(options), null, 2)}\n` }
      : { kind: 'run', options };
  } catch (error) {
    if (error instanceof UsageError) {
      return { kind: 'error', message: error.message };
    }
    throw error;
  }
}

/** @throws UsageError without a file, or when an option says how to train. */
function replayedFile(flags: Source, [file]: readonly string[]): string {
  const other = [...flags].find(([name]) => !REPLAY_OPTIONS.includes(name));
  if (other !== undefined) {
    const { place } = other[1];
    throw new UsageError(`${place.label(place.name)}: not with replay, which shows a recorded run`);
  }
  if (file === undefined || file === '') {
    throw new UsageError('replay: needs the name of a file, or - for stdin');
  }
  return file;
}

/** The config file that was asked for, else the user's own. */
function readConfig(
  flags: Source,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Source {
  const flag = flags.get('config');
  if (flag !== undefined) {
    return readConfigFile(flag);
  }
  if (environment.SINFIT_CONFIG) {
    const place = environmentPlace('config');
    return readConfigFile({ texts: [environment.SINFIT_CONFIG], place });
  }
  const file = userConfigFile(environment, platform);
  return file === null ? new Map() : readUserConfigFile(file);
}
