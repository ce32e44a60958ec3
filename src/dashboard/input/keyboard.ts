/**
 * Decodes bytes from the terminal into key names. Unlike blessed's decoder, it does not mistake
 * pastes, mouse reports or escape sequences that arrive in two pieces for keys.
 */

import { createAlarm } from '../../system/alarm.js';
import { keyOfByte, keyOfSequence, keyOfSingleShift } from './keyNames.js';

const ESC = '\x1b';
const CTRL_C = '\x03';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';

/** After this silence, a lone Esc is taken as the key, if that is urgent. */
const ESCAPE_MILLISECONDS = 50;

/**
 * After this silence, an incomplete sequence is dropped and a paste is over even without its end
 * marker. It is long because on a slow line a sequence may arrive in pieces, the Esc before the rest.
 */
export const REST_MILLISECONDS = 500;

/** The longest key or report. Pastes and strings may be longer, but nothing of them is kept. */
const MAX_SEQUENCE = 64;

/**
 * An X10 mouse report has three bytes after its introducer. In mode 1005, each may be a two-byte
 * character; if both readings are possible, the longer is right on screens of fewer than 162 columns.
 */
const x10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,3}/;
const partialX10Mouse = /^\x1b\[M(?:[\xc2-\xdf][\x80-\xbf]|[^\x1b]){0,2}$/;
/** ECMA-48 control sequence: parameters and intermediates in any order, then the final byte. */
const controlSequence = /^\x1b\[([ -?]*)([@-~])/;
/** The beginning of a control sequence or single shift. */
const partialSequence = /^\x1b(?:\[(?:[ -?]*|\[)|O)?$/;
/** Function keys of the Linux console, and sequences that another byte has broken off. */
const unknownSequence = /^\x1b\[(?:\[[ -~]|[ -?]*(?=[^ -~]))/;
/** Single-shift key codes, such as cursor keys in application mode. */
const singleShift = /^\x1bO([ -~])/;
/**
 * Operating system commands and other strings: replies to queries of other programs. They end with
 * BEL or ST. An Esc, CAN or Ctrl-C breaks them off, so that an endless one cannot lock the user out.
 */
const controlString = /^\x1b[\]P_^X][^\x03\x07\x18\x1b]*(?:\x07|\x18|\x1b\\|(?=\x03|\x1b[^\\]))/;
const partialString = /^\x1b[\]P_^X][^\x03\x07\x18\x1b]*\x1b?$/;

export interface KeyDecoder {
  /** Decodes what the terminal sent and calls back for each complete key. */
  write(bytes: Buffer): void;
  /** Drops an incomplete sequence and stops waiting for its rest. */
  close(): void;
}

/**
 * Creates a decoder that calls `onKey` with names such as `a`, `A`, `+`, `space`, `enter`, `escape`,
 * `ctrl-c`, `left`, `shift-left`. Drops pastes, mouse reports, terminal replies, unknown sequences,
 * keys with Alt and characters beyond ASCII. Bytes that follow an Esc too soon are read
 * as part of its sequence.
 *
 * @param isEscapeUrgent whether to report Esc almost at once. If it turns out to be the beginning of
 *   a sequence, the key of that is reported too.
 */
export function createKeyDecoder(
  onKey: (key: string) => void,
  isEscapeUrgent = (): boolean => true,
): KeyDecoder {
  /** Bytes not decoded yet, each as a character. */
  let pending = '';
  let pasting = false;
  /** Whether the pending Esc has already been reported as a key. */
  let escapeGiven = false;
  const setEscapeAlarm = createAlarm(() => {
    if (isEscapeUrgent()) {
      giveEscape();
    }
  });
  const setRestAlarm = createAlarm(giveUp);

  function take(): void {
    while (pending !== '') {
      if (pasting) {
        const end = pending.indexOf(PASTE_END);
        if (end < 0) {
          // Keeps just enough to recognise the end marker if it arrives in pieces.
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
    const isEscape = pending === ESC && !pasting && !escapeGiven;
    setEscapeAlarm(isEscape ? ESCAPE_MILLISECONDS : null);
    setRestAlarm(pending !== '' || pasting ? REST_MILLISECONDS : null);
  }

  /** Stops waiting for the rest of a sequence. */
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

  /** Handles the escape sequence at the start; returns its length, or 0 if it is incomplete. */
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
        // Drops only the Esc, so that Ctrl-C always quits.
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
      setEscapeAlarm(null);
      setRestAlarm(null);
      pending = '';
    },
  };
}

/** Shortens the beginning of a sequence to what matters for decoding its rest. */
function shortened(partial: string): string {
  if (partialString.test(partial)) {
    return partial.slice(0, 2) + (partial.endsWith(ESC) ? ESC : '');
  }
  // Stands for one with a parameter that no key has.
  return partial.length < MAX_SEQUENCE ? partial : '\x1b[?';
}
