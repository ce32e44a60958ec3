import { readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { OptionDefinition, OptionKind } from '../options.js';
import { escapeInvisible, printable, quote, quoted } from './quote.js';
import { type Entry, settingsSource } from './settingNames.js';
import type { Given, Place, Source } from './sources.js';
import { expectation, UsageError } from './usageErrors.js';

/** Below the user's folder for configuration. */
const FILE = ['sinfit-tui', 'config.json'];

/**
 * Where a user keeps the config file: `$XDG_CONFIG_HOME` or `~/.config`, on Windows `%APPDATA%`
 * (XDG Base Directory Specification, which has relative paths ignored).
 *
 * @returns null when the environment does not say.
 */
export function userConfigFile(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | null {
  const { APPDATA, XDG_CONFIG_HOME, HOME } = environment;
  if (platform === 'win32') {
    return APPDATA ? win32.join(APPDATA, ...FILE) : null;
  }
  if (XDG_CONFIG_HOME && posix.isAbsolute(XDG_CONFIG_HOME)) {
    return posix.join(XDG_CONFIG_HOME, ...FILE);
  }
  return HOME ? posix.join(HOME, '.config', ...FILE) : null;
}

/**
 * The settings in a config file that was asked for.
 *
 * @param given the option that named the file.
 * @throws UsageError when the file cannot be read, is no JSON object or holds what is no setting.
 */
export function readConfigFile({ texts, place }: Given): Source {
  const file = texts[0]!;
  const label = place.label(place.name);
  if (file === '') {
    throw new UsageError(`${label}: needs the name of a file`);
  }
  try {
    return configSource(readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw unreadable(error, `${label}: ${quote(file)}`);
  }
}

/** The settings in the user's own config file, if there is one; throws as `readConfigFile` does. */
export function readUserConfigFile(file: string): Source {
  try {
    return configSource(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return new Map();
    }
    throw unreadable(error, quote(file));
  }
}

/**
 * The settings in the text of a config file: a JSON object with the long or short names of options.
 *
 * @throws UsageError when it is something else or holds what is no setting.
 */
export function configSource(text: string, file: string): Source {
  const config = parseJson(text.replace(/^\uFEFF/, ''), file);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new UsageError(
      `${quote(file)}: must be a JSON object of settings, for example {"lr": 1e-6}`,
    );
  }
  const where = ` in ${quote(file)}`;
  return settingsSource(
    Object.entries(config).map(([name, value]): Entry => {
      const place = configPlace(name, where);
      return { place, texts: (option) => valueTexts(option, value, place) };
    }),
    'setting',
  );
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Its end says where the mistake is.
    const reason = escapeInvisible((error as Error).message);
    throw new UsageError(`${quote(file)}: not valid JSON: ${reason}`);
  }
}

/** The texts of a JSON value, as they would stand on the command line. */
function valueTexts(option: OptionDefinition, value: unknown, place: Place): readonly string[] {
  const texts = readTexts(option.kind, value);
  if (texts === null) {
    const given = `${place.label(place.name)}: ${printable(JSON.stringify(value))}${place.where}`;
    throw new UsageError(`${given}: must be ${expectation(option, place)}`);
  }
  return texts;
}

/** @returns null when a value of this type cannot be what the option takes. */
function readTexts(kind: OptionKind, value: unknown): readonly string[] | null {
  if (kind.type === 'positives' && isNumbers(value)) {
    return value.map(String);
  }
  if (kind.type === 'coefficients') {
    return isNumbers(value) ? [value.join(',')] : null;
  }
  if (kind.type === 'schedule') {
    return isPairs(value) ? [value.map((pair) => pair.join(':')).join(',') || 'none'] : null;
  }
  const isText =
    typeof value === 'string' &&
    (kind.type === 'choice' || (kind.type === 'pace' && value === 'max'));
  const isNumber = typeof value === 'number' && ['whole', 'positives', 'pace'].includes(kind.type);
  const isSwitch = typeof value === 'boolean' && kind.type === 'switch';
  return isText || isNumber || isSwitch ? [String(value)] : null;
}

function isPairs(value: unknown): value is readonly (readonly number[])[] {
  return Array.isArray(value) && value.every((pair) => isNumbers(pair) && pair.length === 2);
}

function isNumbers(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')
  );
}

function configPlace(name: string, where: string): Place {
  return {
    name,
    label: quoted,
    assignment: (option, other, text) => `${quoted(other)}: ${jsonText(option, text)}`,
    where,
  };
}

/** The JSON of a value that stands as text on the command line. */
function jsonText({ kind }: OptionDefinition, text: string): string {
  if (kind.type === 'coefficients') {
    return printable(`[${text}]`);
  }
  if (kind.type === 'schedule') {
    return printable(
      text === 'none' ? '[]' : `[[${text.replaceAll(',', '], [').replaceAll(':', ', ')}]]`,
    );
  }
  return kind.type === 'choice' || text === 'max' ? quoted(text) : printable(text);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/** The error, made readable if it came from the file system. */
function unreadable(error: unknown, what: string): unknown {
  if (!isSystemError(error)) {
    return error;
  }
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    EISDIR: 'this is a folder',
  };
  return new UsageError(`${what}: ${reasons[error.code ?? ''] ?? printable(error.message)}`);
}
