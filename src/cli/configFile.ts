import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { jsonEntry } from '../options/json.js';
import type { RawValue, RawValues } from '../options/rawValue.js';
import { fileProblem, isSystemError } from '../system/fileProblem.js';
import { printable, quote } from '../text/quote.js';
import { JsonError, type Member, parseJsonObject } from './jsonObject.js';
import { settingsSource } from './settingNames.js';
import { UsageError } from './usageErrors.js';

const { O_NONBLOCK, O_RDONLY } = constants;

/** Path within the user's configuration directory. */
const FILE = ['sinfit-tui', 'config.json'];

/** Maximum size of a config file in bytes: many times what all settings need. */
const MAX_SIZE = 2 ** 20;

/**
 * Where a user keeps the config file: below `$XDG_CONFIG_HOME` or `~/.config`, on Windows below
 * `%APPDATA%`. Relative paths are ignored, as the XDG Base Directory Specification demands.
 *
 * @returns null when the environment does not tell.
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
 * The settings in a config file named by the user.
 *
 * @param given the option that named the file.
 * @throws UsageError when the file cannot be read, is not a JSON object or contains anything but
 *   settings.
 */
export function readConfigFile({ items, origin }: RawValue): RawValues {
  const file = String(items[0]);
  const label = origin.label(origin.name);
  if (file === '') {
    throw new UsageError(`${label}: needs a file name`);
  }
  try {
    return configSource(readText(file), file);
  } catch (error) {
    throw error instanceof Unreadable
      ? new UsageError(`${label}: ${quote(file)}: ${error.message}`)
      : error;
  }
}

/**
 * The settings in the user's own config file, if there is one. If it cannot be read, as in another
 * user's home, a warning is enough, because nobody asked for it.
 *
 * @throws UsageError when it is not a JSON object or contains anything but settings.
 */
export function readUserConfigFile(file: string | null): {
  readonly settings: RawValues;
  readonly warning: string | null;
} {
  try {
    return {
      settings: file === null ? new Map() : configSource(readText(file), file),
      warning: null,
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    const warning = `${quote(file!)}: ${error.message}; ignored`;
    return { settings: new Map(), warning: error.isMissing ? null : warning };
  }
}

/** The error for a file that cannot be read; its message says why. */
class Unreadable extends Error {
  constructor(
    message: string,
    readonly isMissing = false,
  ) {
    super(message);
  }
}

/** @throws Unreadable when the file cannot be read or is a pipe, which might block or never end. */
function readText(file: string): string {
  try {
    const descriptor = openSync(file, O_RDONLY | (O_NONBLOCK ?? 0));
    try {
      return readWhole(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    const isMissing = isSystemError(error, 'ENOENT', 'ENOTDIR');
    throw new Unreadable(printable(fileProblem(error)), isMissing);
  }
}

function readWhole(descriptor: number): string {
  if (fstatSync(descriptor).isFIFO()) {
    throw new Unreadable('must be a file, not a pipe');
  }
  const bytes = Buffer.alloc(MAX_SIZE + 1);
  let size = 0;
  for (let count = 1; count > 0; size += count) {
    count = readSync(descriptor, bytes, size, bytes.length - size, null);
  }
  if (size > MAX_SIZE) {
    throw new Unreadable(`must be no larger than ${MAX_SIZE / 2 ** 20} MiB`);
  }
  return bytes.toString('utf8', 0, size);
}

/**
 * The settings in the text of a config file: a JSON object with long or short names of options. A
 * blank file has no settings.
 *
 * @throws UsageError when the text is anything else or contains anything but settings.
 */
export function configSource(text: string, file: string): RawValues {
  const json = text.replace(/^\uFEFF/, '');
  return settingsSource(
    // Positions are looked up only for known settings, which are few.
    (function* () {
      for (const [name, { value, offset }] of members(json, file)) {
        yield jsonEntry(name, value, `${quote(file)}, ${position(json, offset)}`);
      }
    })(),
    'setting',
  );
}

function members(json: string, file: string): ReadonlyMap<string, Member> {
  try {
    return json.trim() === '' ? new Map() : parseJsonObject(json);
  } catch (error) {
    if (!(error instanceof JsonError)) {
      throw error;
    }
    const { expected, offset } = error;
    const [found] = /^([{}[\],:]|[^\s{}[\],:]+|$)/.exec(json.slice(offset))!;
    const where = `${quote(file)}, ${position(json, offset)}`;
    throw new UsageError(
      `${where}: expected ${expected}, found ${found === '' ? 'the end of the file' : quote(found)}`,
    );
  }
}

/** `line 3, column 5`, counted as editors do. */
function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${[...lines.at(-1)!].length + 1}`;
}
