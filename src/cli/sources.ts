import type { Given, Source } from '../options/given.js';
import { type OptionName, optionDefinition } from '../options/table.js';
import { readSwitch } from '../options/values.js';
import { contradiction } from './usageErrors.js';

/** Settings of which only one can hold. */
const RIVALS: readonly (readonly [OptionName, OptionName])[] = [
  ['seed', 'init'],
  ['format', 'announce'],
];

/**
 * What holds of several sources. A setting is taken from the first source that gives it, and so is
 * the choice between rivals: `--seed` on the command line also makes `init` in a config file void.
 *
 * @param sources those that go before others come first.
 * @throws UsageError when one source gives two rivals.
 */
export function mergeSources(sources: readonly Source[]): Source {
  const merged = new Map<OptionName, Given>();
  for (const source of sources) {
    const decided = new Set(merged.keys());
    for (const [name, given] of source) {
      const rival = rivalOf(name);
      const rivalGiven = rival && source.get(rival);
      if (rivalGiven && isOn(name, given) && isOn(rival, rivalGiven)) {
        throw contradiction(given.place, rivalGiven.place);
      }
      const rivalDecided = rival !== undefined && decided.has(rival);
      const isVoid = rivalDecided && isOn(rival, merged.get(rival)!);
      if (!decided.has(name) && !isVoid) {
        merged.set(name, given);
      }
    }
  }
  return merged;
}

function rivalOf(name: OptionName): OptionName | undefined {
  return RIVALS.find((pair) => pair.includes(name))?.find((other) => other !== name);
}

/** Whether the option has a say at all: a switch that is off has none. */
function isOn(name: OptionName, { items }: Given): boolean {
  return optionDefinition(name).kind.type !== 'switch' || readSwitch(items[0]!) !== false;
}
