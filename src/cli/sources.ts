import {
  type OptionDefinition,
  type OptionName,
  optionDefinition,
  readSwitch,
} from '../options/table.js';
import { contradiction } from './usageErrors.js';

/** Where an option was given, for messages about it. */
export interface Place {
  /** The name that was used for the option, without what the place adds to it: `lr`. */
  readonly name: string;
  /** A name as it stands there: `--lr`, `SINFIT_LR`, `"lr"`. */
  label(name: string): string;
  /** A name with a value as they stand there: `--lr 1e-6`, `SINFIT_LR=1e-6`, `"lr": 1e-6`. */
  assignment(option: OptionDefinition, name: string, text: string): string;
  /** ` in config.json`; empty where the label says it all. */
  readonly where: string;
}

/** An option as it was given in one place. */
export interface Given {
  /** Its value as text, or its values where it takes several; true or false for a switch. */
  readonly texts: readonly string[];
  readonly place: Place;
}

/** What one source gives, by long name. */
export type Source = ReadonlyMap<OptionName, Given>;

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
function isOn(name: OptionName, { texts }: Given): boolean {
  return optionDefinition(name).kind.type !== 'switch' || readSwitch(texts[0]!) !== false;
}
