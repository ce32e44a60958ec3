import type { ObjectiveEngine } from '../fit/createObjective.js';
import type { RateChange } from '../fit/descent.js';
import {
  type Format,
  type OptionName,
  type Options,
  optionDefinition,
  readCoefficients,
  readRateChange,
  readSwitch,
  readValue,
} from '../options/table.js';
import { flagPlace } from './flags.js';
import type { Given, Source } from './sources.js';
import {
  badValue,
  notIncreasing,
  sameTwice,
  tooMany,
  UsageError,
  wrongCount,
} from './usageErrors.js';

/**
 * The options of what was given, the same for every place it may come from.
 *
 * @param configured options that are not, or not only, given on the command line.
 * @throws UsageError on a value that is not allowed.
 */
export function validatedOptions(given: Source, configured: readonly OptionName[]): Options {
  const degree = readNumeric('degree');
  return {
    iterations: readNumeric('iterations'),
    learningRates: readLearningRates(),
    schedule: readSchedule(),
    samples: readNumeric('samples'),
    degree,
    every: readNumeric('every'),
    engine: readChoice('engine') as ObjectiveEngine,
    seed: given.has('seed') ? readNumeric('seed') : null,
    initial: readInitial(),
    pace: readNumeric('pace'),
    ascii: readBoolean('ascii'),
    color: readBoolean('color'),
    headless: readBoolean('headless') === true,
    format: readChoice('format') as Format,
    announce: readBoolean('announce') === true,
    out: readOut(),
    force: readBoolean('force') === true,
    config: given.get('config')?.texts[0] ?? null,
    configured,
  };

  /** As given, else as if the default had been typed. */
  function givenOrDefault(name: OptionName): Given {
    const { default: text } = optionDefinition(name);
    return given.get(name) ?? { texts: text === null ? [] : [text], place: flagPlace(name) };
  }

  function readNumeric(name: OptionName): number {
    return readNumbers(name)[0]!;
  }

  function readNumbers(name: OptionName): number[] {
    const option = optionDefinition(name);
    const { texts, place } = givenOrDefault(name);
    return texts.map((text) => {
      const value = readValue(option.kind, text);
      if (value === null) {
        throw badValue(option, place, text);
      }
      return value;
    });
  }

  function readLearningRates(): readonly number[] {
    const name = 'learning-rate';
    const option = optionDefinition(name);
    const values = readNumbers(name);
    const { texts, place } = givenOrDefault(name);
    if (option.kind.type === 'positives' && values.length > option.kind.most) {
      throw tooMany(place, values.length, option.kind.most);
    }
    const repeatedAt = values.findIndex((value, i) => values.indexOf(value) < i);
    if (repeatedAt >= 0) {
      throw sameTwice(option, place, texts[repeatedAt]!);
    }
    return values;
  }

  function readSchedule(): readonly RateChange[] {
    const option = optionDefinition('schedule');
    const { texts: words, place } = givenOrDefault('schedule');
    if (words.length === 1 && words[0] === option.default) {
      return [];
    }
    const schedule = words.map((word) => {
      const change = readRateChange(word);
      if (change === null) {
        throw badValue(option, place, word);
      }
      return change;
    });
    const decreasingAt = schedule.findIndex(
      ({ iteration }, i) => i > 0 && iteration <= schedule[i - 1]!.iteration,
    );
    if (decreasingAt > 0) {
      throw notIncreasing(place, words[decreasingAt - 1]!, words[decreasingAt]!);
    }
    if (option.kind.type === 'schedule' && schedule.length > option.kind.most) {
      throw tooMany(place, schedule.length, option.kind.most);
    }
    return schedule;
  }

  function readInitial(): readonly number[] | null {
    const init = given.get('init');
    if (init === undefined) {
      return null;
    }
    const values = readCoefficients(init.texts[0]!);
    if (values === null) {
      throw badValue(optionDefinition('init'), init.place, init.texts[0]!, degree);
    }
    if (values.length !== degree + 1) {
      throw wrongCount(init, values.length, degree);
    }
    return values;
  }

  function readOut(): string | null {
    const out = given.get('out');
    if (out?.texts[0] === '') {
      throw new UsageError('--out: needs the name of a file');
    }
    if (out === undefined && readBoolean('force')) {
      throw new UsageError('--force: only together with --out');
    }
    return out?.texts[0] ?? null;
  }

  function readChoice(name: OptionName): string {
    const option = optionDefinition(name);
    const { texts, place } = givenOrDefault(name);
    const text = texts[0]!;
    if (option.kind.type !== 'choice' || !option.kind.values.includes(text)) {
      throw badValue(option, place, text);
    }
    return text;
  }

  function readBoolean(name: OptionName): boolean | undefined {
    const { texts, place } = givenOrDefault(name);
    return texts.map((text) => {
      const value = readSwitch(text);
      if (value === null) {
        throw badValue(optionDefinition(name), place, text);
      }
      return value;
    })[0];
  }
}
