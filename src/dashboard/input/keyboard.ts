/**
 * Bytes from the terminal to key names. blessed's own decoder takes a paste, a mouse report or an
 * escape sequence that arrives in two pieces for keys; this one does not.
 */

import { keyOfByte, keyOfSequence, keyOfSingleShift } from './keyNames.js';

const ESC = '\x1b';
const CTRL_C = '\x03';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';

/** After this silence a lone Esc is the key for whom that cannot wait. */
const ESCAPE_MILLISECONDS = 50;

/**
 * After this silence the rest of a sequence is given up, and a paste is over even if its end was
 * never announced. On a slow line a terminal's sequence may arrive in pieces, the Esc before the
 * rest.
 */
export const REST_MILLISECONDS = 500;

/** No key and no report is longer. Only pastes and strings are, and nothing of those is kept. */
const MAX_SEQUENCE = 64;

/**
 * An X10 mouse report has three bytes after its introducer. In mode 1005 each of them may be a
 * character of two bytes; where both readings are possible, the longer one is right on screens of
 * fewer than 162 columns.
 */
const x10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,3}/;
const partialX10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,2}$/;
/** ECMA-48 control sequence: parameters and intermediates, in any order, and the final byte. */
const controlSequence = /^\x1b\[([ -?]*)([@-~])/;
/** Control sequences and single shifts as far as they have arrived. */
const partialSequence = /^\x1b(?:\[(?:[ -?]*|\[)|O)?$/;
/** Function keys of the Linux console; and what another byte has broken off. */
const unknownSequence = /^\x1b\[(?:\[[ -~]|[ -?]*(?=[^ -~]))/;
/** Single-shift key codes, as cursor keys in application mode. */
const singleShift = /^\x1bO([ -~])/;
/**
 * Operating system commands and other strings: answers to queries that were never made. They end
 * with BEL or ST; an Esc, CAN or Ctrl-C breaks them off: whoever wants to get out of one without end
 * does.
 */
const controlString = /^\x1b[\]P_^X][^\x03\x07\x18\x1b]*(?:\x07|\x18|\x1b\\|(?=\x03|\x1b[^\\]))/;
const partialString = /^\x1b[\]P_^X][^\x03\x07\x18\x1b]*\x1b?$/;

export interface KeyDecoder {
  /** Takes what the terminal sent; calls back for each whole key in it. */
  write(bytes: Buffer): void;
  /** Forgets what is incomplete and stops waiting for its rest. */
  close(): void;
}

/**
 * A decoder that calls `onKey` with names such as `a`, `A`, `+`, `space`, `enter`, `escape`,
 * `ctrl-c`, `left`, `shift-left`. Pastes, mouse reports, terminal replies and sequences it does
 * not know are dropped whole, and so are keys with Alt and characters beyond ASCII. What follows an
 * Esc before it has been silent for long enough belongs to the Esc.
 *
 * @param isEscapeUrgent whether the key Esc is given almost at once, although it might turn out to
 *   have been the beginning of a sequence, whose key is then given too.
 */
export function createKeyDecoder(
  onKey: (key: string) => void,
  isEscapeUrgent = (): boolean => true,
): KeyDecoder {
  /** A character for each byte. */
  let pending = '';
  let pasting = false;
  /** Whether the Esc that is pending has already been given as the key. */
  let escapeGiven = false;
  let timers: NodeJS.Timeout[] = [];

  function wait(milliseconds: number, then: () => void): void {
    timers.push(setTimeout(then, milliseconds));
  }

  function waitNoMore(): void {
    timers.forEach(clearTimeout);
    timers = [];
  }

  function take(): void {
    waitNoMore();
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
        const key = keyOfByte(pending[0]!);
        pending = pending.slice(1);
        if (key !== undefined) {
          onKey(key);
        }
      } else {
        const length = takeSequence();
        if (length === 0) {
          pending = shortened(pending);
          break;
        }
        pending = pending.slice(length);
        escapeGiven = false;
      }
    }
    if (pending === ESC && !pasting && !escapeGiven) {
      wait(ESCAPE_MILLISECONDS, () => {
        if (isEscapeUrgent()) {
          giveEscape();
        }
      });
    }
    if (pending !== '' || pasting) {
      wait(REST_MILLISECONDS, giveUp);
    }
  }

  /** The rest does not come. */
  function giveUp(): void {
    if (pending === ESC && !pasting) {
      giveEscape();
    }
    pasting = false;
    pending = '';
    escapeGiven = false;
  }

  function giveEscape(): void {
    if (!escapeGiven) {
      escapeGiven = true;
      onKey('escape');
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
      const key = final === undefined ? keyOfSingleShift(first) : keyOfSequence(first, final);
      if (key !== undefined && whole.length <= MAX_SEQUENCE) {
        onKey(key);
      }
      return whole.length;
    }
    switch (pending[1]) {
      case ESC:
        giveEscape();
        return ESC.length;
      case CTRL_C:
        // Whoever wants to get out does.
        return ESC.length;
      default:
        // A key with Alt.
        return ESC.length + 1;
    }
  }

  return {
    write(bytes) {
      pending += bytes.toString('latin1');
      take();
    },
    close() {
      waitNoMore();
      pending = '';
    },
  };
}

/** The beginning of a sequence as far as it matters for its rest, however long it is already. */
function shortened(partial: string): string {
  if (partialString.test(partial)) {
    return partial.slice(0, 2) + (partial.endsWith(ESC) ? ESC : '');
  }
  // One with a parameter that no key has.
  return partial.length < MAX_SEQUENCE ? partial : '\x1b[?';
}
