import type { Given, Source } from '../options/given.js';
import type { Entry } from '../options/json.js';
import { type OptionName, SETTINGS } from '../options/table.js';
import { namesOf } from '../options/words.js';
import { nearestName } from '../text/nearest.js';
import { twoNames, unknownName } from './usageErrors.js';

/**
 * A source of the settings in the environment or a config file.
 *
 * @param what a name is there, for messages: variable, setting.
 * @throws UsageError when a name is unknown, or two are names of one setting.
 */
export function settingsSource(entries: Iterable<Entry>, what: string): Source {
  const source = new Map<OptionName, Given>();
  for (const { place, items } of entries) {
    const option = SETTINGS.find((setting) => namesOf(setting).includes(place.name));
    if (option === undefined) {
      throw unknownName(place, what, meantName(place.name));
    }
    const name = option.name as OptionName;
    const other = source.get(name);
    if (other !== undefined) {
      throw twoNames(other.place, place);
    }
    source.set(name, { items: items(option), place });
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
