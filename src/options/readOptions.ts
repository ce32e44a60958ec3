import type { RateChange } from '../fit/descent.js';
import type { ObjectiveEngine } from '../fit/engines.js';
import { isSameMethod } from '../fit/method.js';
import type { Optimizer } from '../fit/optimizers.js';
import { defaultRate, readOptimizer } from './optimizers.js';
import type { Options } from './options.js';
import {
  badValue,
  notIncreasing,
  notOneEach,
  OptionError,
  type RawValues,
  sameTwice,
  tooMany,
  wrongCount,
} from './rawValue.js';
import { type Format, type OptionKind, type OptionName, optionDefinition } from './table.js';
import {
  type Item,
  readChoice,
  readNumber,
  readRateChange,
  readSwitch,
  textItems,
} from './values.js';

/**
 * Reads the options from raw values, in the same way wherever they come from.
 *
 * @param configured options set by the environment or the config file, even if a flag overrides them.
 * @throws OptionError when a value is not allowed.
 */
export function readOptions(given: RawValues, configured: readonly OptionName[]): Options {
  const degree = number('degree');
  return {
    iterations: number('iterations'),
    ...methods(),
    schedule: schedule(),
    samples: number('samples'),
    degree,
    every: number('every'),
    engine: choice('engine') as ObjectiveEngine,
    seed: given.has('seed') ? number('seed') : null,
    initial: initial(),
    pace: number('pace'),
    paused: isOn('paused'),
    ascii: values('ascii', readSwitch)[0] ?? null,
    color: values('color', readSwitch)[0] ?? null,
    headless: isOn('headless'),
    format: choice('format') as Format,
    announce: isOn('announce'),
    out: out(),
    force: isOn('force'),
    config: path('config'),
    configured,
  };

  /** All values of an option: as given, else its default. */
  function values<T>(name: OptionName, read: (item: Item, kind: OptionKind) => T | null): T[] {
    const option = optionDefinition(name);
    const { kind, default: preset } = option;
    const items = given.get(name)?.items ?? (preset === undefined ? [] : textItems(kind, preset));
    return items.map((item) => {
      const value = read(item, kind);
      if (value === null) {
        const { origin } = given.get(name)!;
        // Coefficients are checked together, against the degree, which is known by then.
        throw kind.type === 'coefficients'
          ? badValue(option, origin, items.join(','), degree)
          : badValue(option, origin, itemText(item));
      }
      return value;
    });
  }

  function number(name: OptionName): number {
    return values(name, readNumber)[0]!;
  }

  function choice(name: OptionName): string {
    return values(name, readChoice)[0]!;
  }

  function isOn(name: OptionName): boolean {
    return values(name, readSwitch)[0] === true;
  }

  function path(name: OptionName): string | null {
    return values(name, String)[0] ?? null;
  }

  /** An optimizer and a learning rate for each run; if only one of either is given, all runs share it. */
  function methods(): Pick<Options, 'learningRates' | 'optimizers'> {
    const optimizers = values('optimizer', readOptimizer);
    const rates = given.has('learning-rate')
      ? values('learning-rate', readNumber)
      : optimizers.map(defaultRate);
    refuseTooMany('optimizer', optimizers.length);
    refuseTooMany('learning-rate', rates.length);
    const count = Math.max(optimizers.length, rates.length);
    if ([optimizers, rates].some(({ length }) => length !== 1 && length !== count)) {
      throw notOneEach(given.get('learning-rate')!, given.get('optimizer')!);
    }
    const runs = Array.from({ length: count }, (_, i) => ({
      optimizer: optimizers[i] ?? optimizers[0]!,
      learningRate: rates[i] ?? rates[0]!,
    }));
    refuseRepeated(runs, optimizers.length > 1 ? 'optimizer' : 'learning-rate');
    return {
      learningRates: runs.map(({ learningRate }) => learningRate),
      optimizers: runs.map(({ optimizer }) => optimizer),
    };
  }

  /** @param option the one with a value for each run. */
  function refuseRepeated(
    runs: readonly { readonly optimizer: Optimizer; readonly learningRate: number }[],
    option: OptionName,
  ): void {
    const repeatedAt = runs.findIndex((run, i) =>
      runs.slice(0, i).some((other) => isSameMethod(run, other)),
    );
    if (repeatedAt >= 0) {
      const { items, origin } = given.get(option)!;
      throw sameTwice(optionDefinition(option), origin, itemText(items[repeatedAt]!));
    }
  }

  function schedule(): readonly RateChange[] {
    const changes = values('schedule', readRateChange);
    const decreasingAt = changes.findIndex(
      ({ iteration }, i) => i > 0 && iteration <= changes[i - 1]!.iteration,
    );
    if (decreasingAt > 0) {
      const { items, origin } = given.get('schedule')!;
      throw notIncreasing(
        origin,
        itemText(items[decreasingAt - 1]!),
        itemText(items[decreasingAt]!),
      );
    }
    refuseTooMany('schedule', changes.length);
    return changes;
  }

  function refuseTooMany(name: OptionName, length: number): void {
    const { kind } = optionDefinition(name);
    if ('most' in kind && length > kind.most) {
      throw tooMany(given.get(name)!.origin, length, kind.most);
    }
  }

  function initial(): readonly number[] | null {
    const init = given.get('init');
    const coefficients = values('init', readNumber);
    if (init !== undefined && coefficients.length !== degree + 1) {
      throw wrongCount(init, degree);
    }
    return init === undefined ? null : coefficients;
  }

  function out(): string | null {
    const file = path('out');
    if (file === '') {
      throw new OptionError('--out: needs a file name');
    }
    if (file === null && isOn('force')) {
      throw new OptionError('--force: only works with --out');
    }
    return file;
  }
}

/** An item as one would type it. */
function itemText(item: Item): string {
  return [item].flat().join(':');
}
