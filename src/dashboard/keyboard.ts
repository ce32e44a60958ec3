/**
 * Bytes from the terminal to key names. blessed's own decoder takes a paste, a mouse report or an
 * escape sequence that arrives in two pieces for keys; this one does not.
 */

const ESC = '\x1b';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';

/** After this silence a lone Esc is the key. */
const ESCAPE_MILLISECONDS = 50;

/**
 * After this silence the rest of a sequence is given up, and a paste is over even if its end was
 * never announced. On a slow line a terminal's sequence may arrive in pieces.
 */
const REST_MILLISECONDS = 500;

/**
 * An X10 mouse report has three bytes after its introducer. In mode 1005 each of them may be a
 * character of two bytes; where both readings are possible, the longer one is right on screens of
 * fewer than 162 columns.
 */
const x10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,3}/;
const partialX10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,2}$/;
/** ECMA-48 control sequence: parameters, intermediates, final byte. */
const controlSequence = /^\x1b\[([0-?]*)[ -/]*([@-~])/;
/** Control sequences and single shifts as far as they have arrived. */
const partialSequence = /^\x1b(?:\[(?:[0-?]*[ -/]*|\[)|O)?$/;
/** Function keys of the Linux console; and what another byte has broken off. */
const unknownSequence = /^\x1b\[(?:\[[ -~]|[0-?]*[ -/]*(?=[^ -~]))/;
/** Single-shift key codes, as cursor keys in application mode. */
const singleShift = /^\x1bO([ -~])/;
/**
 * Operating system commands and other strings: answers to queries that were never made. They end
 * with BEL or ST; an Esc or CAN breaks them off.
 */
const controlString = /^\x1b[\]P_^X][^\x07\x18\x1b]*(?:\x07|\x18|\x1b\\|(?=\x1b[^\\]))/;
const partialString = /^\x1b[\]P_^X][^\x07\x18\x1b]*\x1b?$/;

const finals: Record<string, string> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  Z: 'shift-tab',
};

/** The numeric keypad in application mode, in which another program may have left the terminal. */
const keypad: Record<string, string> = { M: 'enter', k: '+', m: '-' };

const tildes: Record<string, string> = {
  1: 'home',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
};

const controls: Record<string, string> = {
  '\t': 'tab',
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\x7f': 'backspace',
  '\b': 'backspace',
};

export interface KeyDecoder {
  /** Takes what the terminal sent; calls back for each whole key in it. */
  write(bytes: Buffer): void;
  /** Forgets what is incomplete and stops waiting for its rest. */
  close(): void;
}

/**
 * A decoder that calls `onKey` with names such as `a`, `A`, `+`, `space`, `enter`, `escape`,
 * `ctrl-c`, `left`, `shift-left`. Pastes, mouse reports, terminal replies and sequences it does
 * not know are dropped whole, and so are characters beyond ASCII.
 */
export function createKeyDecoder(onKey: (key: string) => void): KeyDecoder {
  /** A character for each byte. */
  let pending = '';
  let pasting = false;
  let timer: NodeJS.Timeout | undefined;

  function wait(milliseconds: number, then: () => void): void {
    timer = setTimeout(then, milliseconds);
  }

  function take(): void {
    clearTimeout(timer);
    while (pending !== '') {
      if (pasting) {
        const end = pending.indexOf(PASTE_END);
        if (end < 0) {
          // Its end may have arrived in part: keep just enough to recognise it.
          pending = pending.slice(-(PASTE_END.length - 1));
          break;
        }
        pasting = false;
        pending = pending.slice(end + PASTE_END.length);
      } else if (pending[0] !== ESC) {
        const key = nameOf(pending[0]!);
        pending = pending.slice(1);
        if (key !== undefined) {
          onKey(key);
        }
      } else {
        const length = takeSequence();
        if (length === 0) {
          break;
        }
        pending = pending.slice(length);
      }
    }
    if (pasting) {
      wait(REST_MILLISECONDS, () => {
        pasting = false;
        pending = '';
      });
    } else if (pending !== '') {
      const lone = pending === ESC;
      wait(lone ? ESCAPE_MILLISECONDS : REST_MILLISECONDS, () => {
        pending = '';
        if (lone) {
          onKey('escape');
        }
      });
    }
  }

  /** Handles the escape sequence at the start; its length, or 0 if it has not arrived whole. */
  function takeSequence(): number {
    if (pending.startsWith(PASTE_START)) {
      pasting = true;
      return PASTE_START.length;
    }
    if ([partialSequence, partialX10Mouse, partialString].some((part) => part.test(pending))) {
      return 0;
    }
    const dropped =
      x10Mouse.exec(pending) ?? controlString.exec(pending) ?? unknownSequence.exec(pending);
    if (dropped) {
      return dropped[0].length;
    }
    const sequence = controlSequence.exec(pending) ?? singleShift.exec(pending);
    if (sequence) {
      const [whole, first = '', final] = sequence;
      const key =
        final === undefined ? (finals[first] ?? keypad[first]) : sequenceKey(first, final);
      if (key !== undefined) {
        onKey(key);
      }
      return whole.length;
    }
    // Esc typed just before another key.
    onKey('escape');
    return ESC.length;
  }

  return {
    write(bytes) {
      pending += bytes.toString('latin1');
      take();
    },
    close() {
      clearTimeout(timer);
      pending = '';
    },
  };
}

/** The key of a byte; undefined for control characters without a name and beyond ASCII. */
function nameOf(byte: string): string | undefined {
  const code = byte.charCodeAt(0);
  if (controls[byte] !== undefined) {
    return controls[byte];
  }
  if (code >= 1 && code <= 26) {
    return `ctrl-${String.fromCharCode(code + 96)}`;
  }
  return code >= 0x20 && code < 0x7f ? byte : undefined;
}

/** The key of `ESC [ parameters final`; the second parameter carries the modifiers. */
function sequenceKey(parameters: string, final: string): string | undefined {
  const [first = '', modifiers = '1'] = parameters.split(';');
  const key = final === '~' ? tildes[first] : finals[final];
  if (key === undefined || modifiers === '1') {
    return key;
  }
  return modifiers === '2' ? `shift-${key}` : undefined;
}
