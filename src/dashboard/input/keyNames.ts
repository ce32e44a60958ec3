/** The names of keys: from bytes and control sequences, and for people. */

/** Keys by the last byte of their sequence. */
const finals: Record<string, string> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  Z: 'shift-tab',
};

/** The numeric keypad in application mode, which another program may have left on. */
const keypad: Record<string, string> = { M: 'enter', k: '+', m: '-' };

/** Keys by the first parameter of a sequence that ends with a tilde. */
const tildes: Record<string, string> = {
  1: 'home',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
};

/** Keys of one byte that are not named after it. */
const controls: Record<string, string> = {
  '\t': 'tab',
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\x7f': 'backspace',
  '\b': 'backspace',
};

/** The key of a byte; undefined for other control characters and for bytes beyond ASCII. */
export function keyOfByte(byte: string): string | undefined {
  const code = byte.charCodeAt(0);
  if (controls[byte] !== undefined) {
    return controls[byte];
  }
  if (code >= 1 && code <= 26) {
    return `ctrl-${String.fromCharCode(code + 96)}`;
  }
  return code >= 0x20 && code < 0x7f ? byte : undefined;
}

/** The key of `ESC O final`. */
export function keyOfSingleShift(final: string): string | undefined {
  return finals[final] ?? keypad[final];
}

/** The key of `ESC [ parameters final`; the second parameter holds the modifiers. */
export function keyOfSequence(parameters: string, final: string): string | undefined {
  if (!/^[\d;]*$/.test(parameters)) {
    return undefined;
  }
  const [first = '', modifiers = '1'] = parameters.split(';');
  const key = final === '~' ? tildes[first] : finals[final];
  if (key === undefined || modifiers === '1') {
    return key;
  }
  return modifiers === '2' ? `shift-${key}` : undefined;
}

/** Key names as people write them, where they differ. */
const labels: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  'shift-left': 'Shift-Left',
  'shift-right': 'Shift-Right',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  left: 'Left',
  right: 'Right',
  up: 'Up',
  down: 'Down',
};

/** A key's name as people write it: `Ctrl-L`, `Esc`, `space`, `r`. */
export function keyLabel(key: string): string {
  return labels[key] ?? (key.startsWith('ctrl-') ? `Ctrl-${key.slice(5).toUpperCase()}` : key);
}
