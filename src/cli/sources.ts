import type { RawValue, RawValues } from '../options/rawValue.js';
import { type OptionName, optionDefinition } from '../options/table.js';
import { readSwitch } from '../options/values.js';
import { contradiction } from './usageErrors.js';

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
 * @throws UsageError when one source gives two settings that exclude each other.
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
