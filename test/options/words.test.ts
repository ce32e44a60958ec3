import assert from 'node:assert/strict';
import test from 'node:test';
import { readOptimizer } from '../../src/options/optimizers.js';
import { OPTION_TABLE, type OptionDefinition, type OptionKind } from '../../src/options/table.js';
import {
  readChoice,
  readNumber,
  readRateChange,
  readSwitch,
  textItems,
} from '../../src/options/values.js';
import { allowedValues, exampleValue } from '../../src/options/words.js';

const TABLE: readonly OptionDefinition[] = OPTION_TABLE;

test('defaults and examples are values that the option takes', () => {
  for (const option of TABLE) {
    if (option.kind.type === 'flag') {
      assert.equal(option.default, undefined, option.name);
      continue;
    }
    const texts = [option.default, exampleValue(option)].filter((text) => text !== undefined);
    for (const text of texts) {
      for (const item of textItems(option.kind, text)) {
        assert.notEqual(read(option.kind, item), null, `--${option.name} ${text}`);
      }
    }
  }
});

function read(kind: OptionKind, item: string): unknown {
  switch (kind.type) {
    case 'switch':
      return readSwitch(item);
    case 'choice':
      return readChoice(item, kind);
    case 'path':
      return item;
    case 'optimizers':
      return readOptimizer(item);
    case 'schedule':
      return readRateChange(item);
    default:
      return readNumber(item, kind);
  }
}

test('an example of coefficients has one per power of x', () => {
  const init = TABLE.find(({ name }) => name === 'init')!;
  for (let degree = 0; degree <= 9; degree++) {
    const items = textItems(init.kind, exampleValue(init, degree));
    assert.equal(items.length, degree + 1);
    assert.ok(items.every((item) => readNumber(item, init.kind) !== null));
    assert.match(allowedValues(init.kind, degree), new RegExp(`^${degree + 1} finite number`));
  }
});
