import { posix, win32 } from 'node:path';
import { jsonEntry } from '../options/json.js';
import type { RawValue, RawValues } from '../options/rawValue.js';
import { settingsSource } from '../options/settingNames.js';
import { readText, Unreadable } from '../system/readText.js';
import { JsonError, type JsonMember, parseJsonObject, plainJson, position } from '../text/json.js';
import { quote } from '../text/quote.js';
import { UsageError } from './usageErrors.js';

/** What a config file contains. */
const SETTINGS = 'an object of settings such as {"lr": 1e-6}';

/** Path within the user's configuration directory. */
const FILE = ['sinfit-tui', 'config.json'];

/**
 * Where a user keeps the config file: below `$XDG_CONFIG_HOME` or `~/.config`, on Windows below
 * `%APPDATA%`. Relative paths are ignored, as the XDG Base Directory Specification demands.
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
 * The settings in a config file named by the user.
 *
 * @param given the option that named the file.
 * @throws UsageError when the file cannot be read or is not a JSON object.
 * @throws OptionError when it contains anything but settings.
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
 * @throws UsageError when it is not a JSON object.
 * @throws OptionError when it contains anything but settings.
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

/**
 * The settings in the text of a config file: a JSON object with long or short names of options. A
 * blank file has no settings.
 *
 * @throws UsageError when the text is anything else.
 * @throws OptionError when it contains anything but settings.
 */
export function configSource(text: string, file: string): RawValues {
  const json = text.replace(/^\uFEFF/, '');
  return settingsSource(
    // Positions are looked up only for known settings, which are few.
    (function* () {
      for (const [name, member] of members(json, file)) {
        const where = `${quote(file)}, ${position(json, member.nameOffset)}`;
        yield jsonEntry(name, plainJson(member), where);
      }
    })(),
    'setting',
  );
}

function members(json: string, file: string): ReadonlyMap<string, JsonMember> {
  try {
    return json.trim() === '' ? new Map() : parseJsonObject(json, SETTINGS);
  } catch (error) {
    if (!(error instanceof JsonError)) {
      throw error;
    }
    throw new UsageError(`${quote(file)}, ${position(json, error.offset)}: ${error.message}`);
  }
}
