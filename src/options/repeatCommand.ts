import { numberText } from '../text/numberText.js';
import { shellQuoted } from '../text/quote.js';
import { type OptionValue, optionValues } from './optionValues.js';
import type { ResolvedRun } from './start.js';
import { type OptionName, optionDefinition } from './table.js';
import { negatedName, preferredName } from './words.js';

/**
 * The command line that repeats a run: its start, every option that differs from its default, and
 * those that the environment or the config file would otherwise set.
 *
 * @param iterations number done, for a run that was extended or left early; 0 repeats the number
 *   asked for.
 * @param program what to type before the options; see `typedProgram`.
 */
export function repeatCommand(
  { options, seed, initial }: ResolvedRun,
  iterations: number = options.iterations,
  program = 'sinfit-tui',
): string {
  const wanted = { ...options, iterations: iterations > 0 ? iterations : options.iterations };
  const start = seed === null ? `--init ${initial.join(',')}` : `--seed ${seed}`;
  const words = [program, start];
  if (options.config !== null) {
    // Without it, the user's own config file would be read.
    words.push(`--config ${shellQuoted(options.config)}`);
  }
  const values = optionValues({ ...wanted, seed: null, initial: null });
  // The default learning rate depends on the optimizer.
  const named = [...options.configured, ...('optimizer' in values ? ['learning-rate'] : [])];
  for (const [key, value] of Object.entries(values)) {
    const name = key as OptionName;
    const option = optionDefinition(name);
    if (valueText(value) === option.default && !named.includes(name)) {
      continue;
    }
    words.push(
      typeof value === 'boolean'
        ? `--${value ? name : negatedName(name)}`
        : `--${preferredName(option)} ${valueText(value)}`,
    );
  }
  return words.join(' ');
}

/** A value as one would type it. */
function valueText(value: OptionValue): string {
  if (typeof value === 'number') {
    return numberText(value);
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const words = value.map((item) =>
    typeof item === 'string' ? item : [item].flat().map(numberText).join(':'),
  );
  return words.join(' ') || 'none';
}
