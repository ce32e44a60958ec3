/** What is said of mistakes in JSON; that the rest is read as by JSON.parse is tested with config files. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { JsonError, parseJsonObject, position } from '../../src/text/json.js';

/** What is wrong with a text, and where. */
function problem(text: string): string {
  try {
    parseJsonObject(text, 'an object');
  } catch (error) {
    if (!(error instanceof JsonError)) {
      throw error;
    }
    return `${position(text, error.offset)}: ${error.message}`;
  }
  return 'none';
}

test('a comma is missing where it should stand, not where the next line begins', () => {
  assert.equal(
    problem('{\n  "a": 1\n\n  "b": 2\n}'),
    'line 2, column 9: expected , or } before "b"',
  );
  assert.equal(problem('{"a": [{}\n{}]}'), 'line 1, column 10: expected , or ] before {');
  assert.equal(problem('{"a": "b" true}'), 'line 1, column 10: expected , or } before true');
  assert.equal(problem('{"a": 1]'), 'line 1, column 8: expected , or }, found ]');
});

test('a comma too many is reported where it stands', () => {
  assert.equal(problem('{"a": 1,\n}'), 'line 1, column 8: the comma before } is one too many');
  assert.equal(problem('{"a": [1,]}'), 'line 1, column 9: the comma before ] is one too many');
  assert.match(
    problem('{"a": 1,, "b": 2}'),
    /column 9: expected a name in double quotes, found ,$/,
  );
});

for (const [text, hint] of [
  ['{\u201ca\u201d: 1}', 'found \u201ca\u201d; use straight double quotes, "'],
  ['{"a": \u201eb\u201c}', 'found \u201eb\u201c; use straight double quotes, "'],
  ["{'a': 1}", `found 'a'; use straight double quotes, "`],
  ['{ // why\n"a": 1}', 'found //; JSON has no comments'],
  ['{"a": 1 /* why */}', 'found /*; JSON has no comments'],
  ['{"a": 1\n# why\n}', 'found #; JSON has no comments'],
  ['{"a": "C:\\data"}', 'in quotes, a backslash is written \\\\ and a tab \\t'],
  ['{"a": "b\tc"}', 'in quotes, a backslash is written \\\\ and a tab \\t'],
  ['{"a": "b,\n"c": 1}', 'the closing quote is missing in this line; .* is written \\n'],
  ['{"a": "b "c" d"}', 'a quote within a text is written \\"'],
  ['{"a": .5}', 'found .5; write numbers as in 0.5 or -1e-6'],
  ['{"a": +1}', 'found +1; write numbers as in 0.5 or -1e-6'],
  ['{"a": True}', 'found True; write true, false or null'],
  ['\ufffd\ufffd{', 'the file must be UTF-8'],
] as const) {
  test(`${JSON.stringify(text)}: ${hint}`, () => {
    const [before, after = ''] = hint.split('.*');
    const said = problem(text);
    assert.ok(said.includes(before!) && said.endsWith(after === '' ? before! : after), said);
  });
}

test('a repeated name is marked as such', () => {
  const members = parseJsonObject('{"a": 1, "b": 2, "a": 3}', 'an object');
  assert.deepEqual(
    [...members].map(([name, { value, isRepeated }]) => [name, value, isRepeated]),
    [
      ['a', 3, true],
      ['b', 2, false],
    ],
  );
});
