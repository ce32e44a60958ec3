import type { Entry } from '../options/json.js';
import type { Origin, RawValues } from '../options/rawValue.js';
import { settingsSource } from '../options/settingNames.js';
import { textItems } from '../options/values.js';
import { quote } from '../text/quote.js';

const PREFIX = 'SINFIT_';

/** Variables that are not settings: see `failureText` and `readConfigFile`. */
const RESERVED = ['SINFIT_DEBUG', 'SINFIT_CONFIG'];

/**
 * The settings in the environment: SINFIT_SEED, SINFIT_LEARNING_RATE or SINFIT_LR, and so on. Empty
 * variables are ignored.
 *
 * @throws OptionError when a variable starts with SINFIT_ but is not a setting, or when two are the
 *   same setting.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv): RawValues {
  const entries = Object.entries(environment)
    .filter(([variable]) => variable.startsWith(PREFIX) && !RESERVED.includes(variable))
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return settingsSource(
    entries.map(
      ([variable, text]): Entry => ({
        origin: environmentOrigin(settingName(variable)),
        items: ({ kind }) => textItems(kind, text),
      }),
    ),
    'variable',
  );
}

/** The variable for a setting: SINFIT_LEARNING_RATE for learning-rate. */
export function variableName(setting: string): string {
  return PREFIX + setting.toUpperCase().replaceAll('-', '_');
}

/** The name of the setting that a variable stands for, whether or not it exists. */
function settingName(variable: string): string {
  return variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-');
}

export function environmentOrigin(name: string): Origin {
  return {
    name,
    label: (other) => quote(variableName(other)),
    assignment: (_option, other, text) => `${quote(variableName(other))}=${quote(text)}`,
    where: '',
  };
}
