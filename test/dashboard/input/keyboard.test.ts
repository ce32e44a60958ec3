import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createKeyDecoder } from '../../../src/dashboard/input/keyboard.js';

const ESC = '\x1b';

/** Longer than the decoder waits with a key Esc, and for the rest of a sequence or of a paste. */
const ESCAPE_SILENCE = 100;
const REST_SILENCE = 1000;

/** The rest of a sequence is still awaited. */
const PAUSE = 200;

/** A decoder and the keys that it has given, on a clock that only `tick` moves. */
function decoder(t: TestContext, isEscapeUrgent = () => true) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const keys: string[] = [];
  const { write, close } = createKeyDecoder((key) => keys.push(key), isEscapeUrgent);
  return {
    keys,
    close,
    /** Types a character for each byte. */
    type: (bytes: string) => write(Buffer.from(bytes, 'latin1')),
    tick: (milliseconds: number) => t.mock.timers.tick(milliseconds),
  };
}

/** The keys in what arrives in the given chunks without a pause, and after a long silence. */
function decode(t: TestContext, chunks: readonly string[]): string[] {
  const { keys, type, tick } = decoder(t);
  chunks.forEach(type);
  tick(REST_SILENCE);
  return keys;
}

const keys: readonly (readonly [bytes: string, key: string])[] = [
  ...Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i)).map(
    (character) => [character, character] as const,
  ),
  [' ', 'space'],
  ['\t', 'tab'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\x7f', 'backspace'],
  ['\b', 'backspace'],
  ...[...'abcdefgklnopqrstuvwxyz'].map(
    (letter) => [String.fromCharCode(letter.charCodeAt(0) - 96), `ctrl-${letter}`] as const,
  ),
  // Cursor keys, in normal and in application mode (VT100, xterm).
  ...(['A up', 'B down', 'C right', 'D left', 'H home', 'F end'] as const).flatMap((pair) => {
    const [final, name] = pair.split(' ') as [string, string];
    return [
      [`${ESC}[${final}`, name],
      [`${ESC}O${final}`, name],
      [`${ESC}[1;2${final}`, `shift-${name}`],
    ] as const;
  }),
  [`${ESC}[1~`, 'home'],
  [`${ESC}[4~`, 'end'],
  [`${ESC}[7~`, 'home'],
  [`${ESC}[8~`, 'end'],
  [`${ESC}[5~`, 'pageup'],
  [`${ESC}[6~`, 'pagedown'],
  [`${ESC}[5;2~`, 'shift-pageup'],
  [`${ESC}[6;2~`, 'shift-pagedown'],
  [`${ESC}[Z`, 'shift-tab'],
  // The numeric keypad in application mode.
  [`${ESC}Ok`, '+'],
  [`${ESC}Om`, '-'],
  [`${ESC}OM`, 'enter'],
];

/** What the terminal may send that is no key of the program. */
const dropped: Readonly<Record<string, string>> = {
  'an X10 mouse report': `${ESC}[M !!`,
  'an X10 mouse report with letters for coordinates': `${ESC}[M qq`,
  'an X10 mouse report from column 128 on': `${ESC}[M \xa1q`,
  'an X10 mouse report that is no UTF-8': `${ESC}[M\xff\xfe\x80`,
  'an X10 mouse report from column 162 on': `${ESC}[M \xc3\xa9`,
  'an X10 mouse report with a lead byte at its end': `${ESC}[M q\xc3`,
  'an X10 mouse report beyond its range': `${ESC}[M \x00\x00`,
  'a UTF-8 mouse report (1005)': `${ESC}[M \xc2\xa1q`,
  'a UTF-8 mouse report (1005) far out': `${ESC}[M \xc3\xa9\xc4\xa0`,
  'a urxvt mouse report (1015)': `${ESC}[32;113;40M`,
  'an SGR mouse press (1006)': `${ESC}[<0;113;40M`,
  'an SGR mouse release (1006)': `${ESC}[<0;113;40m`,
  'an SGR wheel (1006)': `${ESC}[<64;1;1M`,
  'a device attributes reply': `${ESC}[?64;1;2;6;9;15;18;21;22c`,
  'a cursor position report': `${ESC}[24;80R`,
  'focus in': `${ESC}[I`,
  'focus out': `${ESC}[O`,
  'a colour reply ended by BEL': `${ESC}]11;rgb:ffff/ffff/ffff\x07`,
  'a colour reply ended by ST': `${ESC}]11;rgb:0000/0000/0000${ESC}\\`,
  'a DCS reply': `${ESC}P1+r696e6469=71${ESC}\\`,
  'an APC reply': `${ESC}_Gi=31;OK${ESC}\\`,
  'a CAN in a reply': `${ESC}]0;q\x18`,
  'a function key (VT220)': `${ESC}[15~`,
  'a function key (xterm)': `${ESC}OP`,
  'a function key (Linux console)': `${ESC}[[A`,
  'a key with Alt': `${ESC}[1;3A`,
  'a key with Ctrl': `${ESC}[1;5C`,
  'a bracketed paste': `${ESC}[200~qrns${ESC}[A ${ESC}[<0;1;1M\x03${ESC}[201~`,
  'an empty paste': `${ESC}[200~${ESC}[201~`,
  'the end of no paste': `${ESC}[201~`,
  'letters beyond ASCII': 'é€😀ñ'
    .split('')
    .map((character) => Buffer.from(character).toString('latin1'))
    .join(''),
  'bytes that are no UTF-8': '\x80\xc3\xff\xf0\x9f',
  'control characters without a name': '\0\x1c\x1d\x1e\x1f',
  'a letter with Alt': `${ESC}q`,
  'Enter with Alt': `${ESC}\r`,
  'a letter beyond ASCII with Alt': `${ESC}\xc3\xa9`,
  'a private cursor key': `${ESC}[?D`,
  'a sequence with its parts in no order': `${ESC}[ 1;[`,
};

/** Every way of cutting a text into two, and into single bytes. */
function cuts(bytes: string): string[][] {
  const twos = Array.from({ length: bytes.length - 1 }, (_, i) => [
    bytes.slice(0, i + 1),
    bytes.slice(i + 1),
  ]);
  return [[bytes], ...twos, [...bytes]];
}

describe('keys', () => {
  test('each is decoded, however it arrives', (t) => {
    for (const [bytes, key] of keys) {
      for (const chunks of cuts(bytes)) {
        assert.deepEqual(decode(t, chunks), [key], JSON.stringify(chunks));
      }
    }
  });

  test('many at once are decoded in order', (t) => {
    const chunk = keys.map(([bytes]) => bytes).join('');
    assert.deepEqual(
      decode(t, [chunk]),
      keys.map(([, key]) => key),
    );
  });
});

describe('what is not a key', () => {
  for (const [name, bytes] of Object.entries(dropped)) {
    test(`${name} is dropped, however it arrives`, (t) => {
      for (const chunks of cuts(bytes)) {
        assert.deepEqual(decode(t, chunks), [], JSON.stringify(chunks));
      }
    });

    test(`${name} leaves the keys around it alone`, (t) => {
      for (const chunks of cuts(bytes)) {
        assert.deepEqual(decode(t, ['s', ...chunks, `${ESC}[A`]), ['s', 'up'], `${chunks}`);
      }
      assert.deepEqual(decode(t, [bytes + bytes]), []);
    });
  }

  test('what another sequence breaks off is dropped', (t) => {
    for (const broken of ['[1;', '[?25', '[M', '[M q', '[M q\xc3', ']11;q', 'Pqqq']) {
      assert.deepEqual(decode(t, [`${ESC}${broken}${ESC}[B`]), ['down'], broken);
    }
  });
});

describe('silence', () => {
  test('turns a lone Esc into the key, once', (t) => {
    const { keys, type, tick } = decoder(t);
    type(ESC);
    assert.deepEqual(keys, []);
    tick(ESCAPE_SILENCE);
    assert.deepEqual(keys, ['escape']);
    tick(REST_SILENCE);
    assert.deepEqual(keys, ['escape']);
  });

  test('counts from the last byte', (t) => {
    const { keys, type, tick } = decoder(t);
    type(ESC);
    tick(40);
    type(`[A${ESC}`);
    tick(40);
    assert.deepEqual(keys, ['up']);
    type('[B');
    assert.deepEqual(keys, ['up', 'down']);
  });

  test('is not needed for an Esc before another Esc, nor for Ctrl-C', (t) => {
    const { keys, type } = decoder(t);
    type(`${ESC}${ESC}\x03`);
    assert.deepEqual(keys, ['escape', 'ctrl-c']);
  });

  test('is not needed for Ctrl-C in a sequence or string that has no end', (t) => {
    for (const start of ['[', '[1;5', '[?', 'O', ']', ']0;title', 'P', '_', '^', 'X', ']0;x\x1b']) {
      const { keys, type } = decoder(t);
      type(`${ESC}${start}`);
      type('\x03');
      assert.deepEqual(keys, ['ctrl-c'], JSON.stringify(start));
    }
  });

  test('takes longer if the key is not urgent', (t) => {
    const { keys, type, tick } = decoder(t, () => false);
    type(ESC);
    tick(PAUSE);
    assert.deepEqual(keys, []);
    tick(REST_SILENCE);
    assert.deepEqual(keys, ['escape']);
  });

  test('separates an Esc from what is typed later', (t) => {
    const { keys, type, tick } = decoder(t);
    type(ESC);
    tick(REST_SILENCE);
    type('[q');
    assert.deepEqual(keys, ['escape', '[', 'q']);
  });

  for (const [name, isEscapeUrgent, given] of [
    ['given as the key', () => true, ['escape']],
    ['not given as the key', () => false, []],
  ] as const) {
    test(`soon after an Esc ${name} what comes is its rest, and no other key`, (t) => {
      for (const [bytes, key] of keys.filter(([bytes]) => bytes.startsWith(ESC))) {
        const { keys, type, tick } = decoder(t, isEscapeUrgent);
        for (const byte of bytes) {
          type(byte);
          tick(PAUSE);
        }
        assert.deepEqual(keys, [...given, key], JSON.stringify(bytes));
      }
      const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
      for (const character of characters.filter((c) => c !== ESC && c !== '\x03')) {
        const { keys, type, tick } = decoder(t, isEscapeUrgent);
        type(ESC);
        tick(PAUSE);
        type(character);
        tick(REST_SILENCE);
        assert.deepEqual(keys, given, JSON.stringify(character));
      }
    });
  }

  test('ends a sequence whose rest never comes', (t) => {
    for (const bytes of [`${ESC}[1;`, `${ESC}O`, `${ESC}[M !`, `${ESC}]11;`, `${ESC}P`]) {
      const { keys, type, tick } = decoder(t);
      type(bytes);
      tick(REST_SILENCE);
      assert.deepEqual(keys, []);
      type('q');
      assert.deepEqual(keys, ['q'], JSON.stringify(bytes));
    }
  });

  test('does not end a sequence that arrives slowly', (t) => {
    for (const bytes of [`${ESC}[200~q${ESC}[201~`, `${ESC}[<0;113;32M`, `${ESC}]0;q${ESC}\\`]) {
      const { keys, type, tick } = decoder(t);
      for (const [i, byte] of [...bytes].entries()) {
        type(byte);
        // After the first byte it might be the key.
        tick(i === 0 ? 0 : 200);
      }
      assert.deepEqual(keys, [], JSON.stringify(bytes));
    }
  });

  test('ends a paste whose end never comes', (t) => {
    const { keys, type, tick } = decoder(t);
    type(`${ESC}[200~qqq`);
    tick(ESCAPE_SILENCE);
    type('rrr');
    tick(REST_SILENCE);
    assert.deepEqual(keys, []);
    type('s');
    assert.deepEqual(keys, ['s']);
  });

  test('has no effect once the decoder is closed', (t) => {
    const { keys, type, tick, close } = decoder(t);
    type(ESC);
    close();
    tick(REST_SILENCE);
    assert.deepEqual(keys, []);
  });
});

describe('floods', () => {
  const bytes = fc
    .uint8Array({ maxLength: 200 })
    .map((array) => Buffer.from(array).toString('latin1'));
  /** Much likelier to be nearly a sequence than random bytes are. */
  const broken = fc
    .array(
      fc.oneof(
        fc.constantFrom(...Object.values(dropped), ...keys.map(([bytes]) => bytes)),
        fc.constantFrom(ESC, '[', 'M', 'O', ']', ';', '1', '\x07', '\\', '~', '<', '\xc3'),
      ),
      { maxLength: 30 },
    )
    .chain((pieces) => {
      const whole = pieces.join('');
      return fc.tuple(fc.nat(whole.length), fc.nat(whole.length)).map((ends) => {
        const [from, to] = ends.sort((a, b) => a - b);
        return whole.slice(from, to);
      });
    });
  const named = new Set(keys.map(([, key]) => key).concat('escape'));
  /** Without named keys, what was typed in its order. */
  const printable = (key: string) => key.length === 1;

  function isSubsequence(part: readonly string[], whole: string): boolean {
    let from = 0;
    return part.every((character) => {
      const at = whole.indexOf(character, from);
      from = at + 1;
      return at >= 0;
    });
  }

  test('give no other keys than those in them', (t) => {
    fc.assert(
      fc.property(fc.oneof(bytes, broken), (flood) => {
        const given = decode(t, [flood]);
        for (const key of given) {
          assert.ok(named.has(key), JSON.stringify(key));
        }
        // The keypad's plus and minus are no characters.
        const typed = flood.replaceAll(`${ESC}Ok`, '+').replaceAll(`${ESC}Om`, '-');
        assert.ok(isSubsequence(given.filter(printable), typed), given.join(' '));
      }),
      { numRuns: 1000 },
    );
  });

  test('give the same keys however they are cut', (t) => {
    fc.assert(
      fc.property(broken, fc.array(fc.nat(100), { maxLength: 10 }), (flood, lengths) => {
        const chunks: string[] = [];
        let rest = flood;
        for (const length of lengths) {
          chunks.push(rest.slice(0, length));
          rest = rest.slice(length);
        }
        assert.deepEqual(decode(t, [...chunks, rest]), decode(t, [flood]));
      }),
      { numRuns: 1000 },
    );
  });

  test('give the same keys however long each piece takes', (t) => {
    const known = fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 8 });
    const pieces = fc.infiniteStream(
      fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 490 })),
    );
    fc.assert(
      fc.property(known, pieces, (typed, pieces) => {
        const { keys, type, tick } = decoder(t, () => false);
        let rest = typed.map(([bytes]) => bytes).join('');
        while (rest !== '') {
          const [length, silence] = pieces.next().value!;
          type(rest.slice(0, length));
          tick(silence);
          rest = rest.slice(length);
        }
        assert.deepEqual(
          keys,
          typed.map(([, key]) => key),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('that never end cost the same for every byte, and end with the silence', (t) => {
    /** Characters that the regular expressions are given to look at. */
    let work = 0;
    for (const method of ['test', 'exec'] as const) {
      const original = RegExp.prototype[method] as (text: string) => never;
      t.mock.method(RegExp.prototype, method, function (this: RegExp, text: string) {
        work += text.length;
        return original.call(this, text);
      });
    }
    for (const start of [']0;', 'P', '_', '^', 'X', '[200~', '[', '[<', '[ ', '[M', ']8;\xff']) {
      const { keys, type, tick } = decoder(t);
      type(ESC + start);
      const worked = [250, 500].map((count) => {
        work = 0;
        for (let i = 0; i < count; i++) {
          type(';1');
        }
        return work / count;
      });
      assert.ok(worked[1]! < worked[0]! + 1, `${start}: ${worked}`);
      tick(REST_SILENCE);
      keys.length = 0;
      type('s');
      assert.deepEqual(keys, ['s'], start);
    }
  });

  test('of 10,000 bytes are decoded, and keys still work', (t) => {
    const { keys, type, tick } = decoder(t);
    type(`${ESC}[200~${'q'.repeat(10_000)}${ESC}[201~`);
    assert.deepEqual(keys, []);
    const flood = Array.from({ length: 10_000 }, (_, i) => String.fromCharCode((i * 73) % 256));
    flood.forEach(type);
    tick(REST_SILENCE);
    keys.length = 0;
    type('s');
    assert.deepEqual(keys, ['s']);
  });
});
