import { contradiction, type RawValue, type RawValues } from './rawValue.js';
import { type OptionName, optionDefinition } from './table.js';
import { readSwitch } from './values.js';

/** Settings that exclude each other. */
const EXCLUSIVE: readonly (readonly [OptionName, OptionName])[] = [
  ['seed', 'init'],
  ['format', 'announce'],
];

/**
 * Merges sources. The first source that gives a setting wins, and likewise for settings that exclude
 * each other: `--seed` on the command line also overrides `init` in a config file.
 *
 * @param sources highest precedence first.
 * @throws OptionError when one source gives two settings that exclude each other.
 */
export function mergeSources(sources: readonly RawValues[]): RawValues {
  const merged = new Map<OptionName, RawValue>();
  for (const source of sources) {
    const decided = new Set(merged.keys());
    for (const [name, given] of source) {
      const other = excludedBy(name);
      const otherGiven = other && source.get(other);
      if (otherGiven && isOn(name, given) && isOn(other, otherGiven)) {
        throw contradiction(given.origin, otherGiven.origin);
      }
      const otherDecided = other !== undefined && decided.has(other);
      const isVoid = otherDecided && isOn(other, merged.get(other)!);
      if (!decided.has(name) && !isVoid) {
        merged.set(name, given);
      }
    }
  }
  return merged;
}

function excludedBy(name: OptionName): OptionName | undefined {
  return EXCLUSIVE.find((pair) => pair.includes(name))?.find((one) => one !== name);
}

/** Whether the option has any effect; a switch that is off has none. */
function isOn(name: OptionName, { items }: RawValue): boolean {
  return optionDefinition(name).kind.type !== 'switch' || readSwitch(items[0]!) !== false;
}
