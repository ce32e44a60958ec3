import { nearestName } from '../text/nearest.js';
import type { Entry } from './json.js';
import { type RawValue, type RawValues, twoNames, unknownName } from './rawValue.js';
import { type OptionName, SETTINGS } from './table.js';
import { namesOf, settingNamed } from './words.js';

/**
 * Reads settings from the environment or a config file.
 *
 * @param what a name is called there, for messages: variable, setting.
 * @throws OptionError when a name is unknown, or two name the same setting.
 */
export function settingsSource(entries: Iterable<Entry>, what: string): RawValues {
  const source = new Map<OptionName, RawValue>();
  for (const { origin, items } of entries) {
    const option = settingNamed(origin.name);
    if (option === undefined) {
      throw unknownName(origin, what, meantName(origin.name));
    }
    const name = option.name as OptionName;
    const other = source.get(name);
    if (other !== undefined) {
      throw twoNames(other.origin, origin);
    }
    source.set(name, { items: items(option), origin });
  }
  return source;
}

function meantName(name: string): string | undefined {
  const kebab = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('_', '-');
  return nearestName(kebab.replace(/^no-/, ''), SETTINGS.flatMap(namesOf));
}
