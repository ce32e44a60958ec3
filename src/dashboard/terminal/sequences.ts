/**
 * The sequences that the dashboard is drawn with, by the terminfo names that blessed uses. They are
 * xterm's, which all terminals understand. Rows and columns count from 0.
 */
export const sequences = {
  smcup: () => '\x1b[?1049h',
  rmcup: () => '\x1b[?1049l',
  /** Empty, so that the numeric keypad keeps typing digits and signs. */
  keypad_xmit: () => '',
  keypad_local: () => '\x1b[?1l\x1b>',
  clear: () => '\x1b[H\x1b[2J',
  civis: () => '\x1b[?25l',
  cnorm: () => '\x1b[?12l\x1b[?25h',
  /** Lets the whole terminal scroll, which may be larger than the part drawn on. */
  csr: () => '\x1b[r',
  home: () => '\x1b[H',
  cup: (row: number, column: number) => `\x1b[${row + 1};${column + 1}H`,
  cuf: (columns: number) => `\x1b[${columns}C`,
};
