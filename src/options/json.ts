import { printable, quoted } from '../text/quote.js';
import { expectation, OptionError, type Origin } from './rawValue.js';
import type { OptionDefinition } from './table.js';
import { type Item, jsonItems } from './values.js';

/** A setting from the environment or from JSON. */
export interface Entry {
  readonly origin: Origin;
  /** Its value, or its values if it takes a list. */
  items(option: OptionDefinition): readonly Item[];
}

/**
 * A setting in JSON, from a config file or a recording. Reading its items throws an OptionError if
 * the option does not accept values of that type.
 *
 * @param where the name of the file, for messages.
 */
export function jsonEntry(name: string, value: unknown, where: string): Entry {
  const origin: Origin = {
    name,
    label: quoted,
    assignment: (option, other, text) => `${quoted(other)}: ${jsonText(option, text)}`,
    where: ` in ${where}`,
  };
  return {
    origin,
    items(option) {
      const items = jsonItems(option.kind, value);
      if (items === null) {
        const given = `${quoted(name)}: ${printable(JSON.stringify(value))}${origin.where}`;
        throw new OptionError(`${given}: must be ${expectation(option, origin)}`);
      }
      return items;
    },
  };
}

/** The JSON for a value in command-line form. */
function jsonText({ kind }: OptionDefinition, text: string): string {
  if (kind.type === 'coefficients') {
    return printable(`[${text}]`);
  }
  if (kind.type === 'schedule') {
    return printable(
      text === 'none' ? '[]' : `[[${text.replaceAll(',', '], [').replaceAll(':', ', ')}]]`,
    );
  }
  const isNumber = kind.type !== 'choice' && text !== '' && !Number.isNaN(Number(text));
  return isNumber || kind.type === 'switch' ? printable(text) : quoted(text);
}
