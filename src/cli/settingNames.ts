import { namesOf, type OptionDefinition, type OptionName, SETTINGS } from '../options/table.js';
import { nearestName } from '../text/nearest.js';
import type { Given, Place, Source } from './sources.js';
import { twoNames, unknownName } from './usageErrors.js';

/** A setting as the environment or a config file names it. */
export interface Entry {
  readonly place: Place;
  /** The texts of its value. */
  texts(option: OptionDefinition): readonly string[];
}

/**
 * A source of the settings in the environment or a config file.
 *
 * @param what a name is there, for messages: variable, setting.
 * @throws UsageError when a name is unknown, or two are names of one setting.
 */
export function settingsSource(entries: Iterable<Entry>, what: string): Source {
  const source = new Map<OptionName, Given>();
  for (const { place, texts } of entries) {
    const option = SETTINGS.find((setting) => namesOf(setting).includes(place.name));
    if (option === undefined) {
      throw unknownName(place, what, meantName(place.name));
    }
    const name = option.name as OptionName;
    const other = source.get(name);
    if (other !== undefined) {
      throw twoNames(other.place, place);
    }
    source.set(name, { texts: texts(option), place });
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
