const LONGEST = 60;

/**
 * Makes outside text safe for a message. Plain text stays as it is; text that is empty or contains
 * spaces, quotes or invisible characters becomes a JSON string. See `printable`.
 */
export function quote(text: string): string {
  return /^[^\s"\\\p{C}\p{Z}]+$/u.test(text) ? printable(text) : quoted(text);
}

/** Text as a JSON string, safe for a message. */
export function quoted(text: string): string {
  return escapeInvisible(JSON.stringify(shortened(text)));
}

/**
 * Text made safe for a message: control and formatting characters are escaped, so that a terminal
 * neither obeys nor hides them, and beyond 60 characters the middle is left out, because both ends
 * of a path matter.
 */
export function printable(text: string): string {
  return escapeInvisible(shortened(text));
}

function shortened(text: string): string {
  const characters = [...text];
  const kept = LONGEST / 2;
  return characters.length > LONGEST
    ? `${characters.slice(0, kept).join('')}...${characters.slice(-kept).join('')}`
    : text;
}

/** Escapes control and formatting characters. */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/**
 * A word as typed in a shell, in single quotes where needed, on Windows in double quotes. Control
 * characters are escaped for the terminal's sake, even though the shell then finds no such file.
 */
export function shellQuoted(text: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w@%+=:,./\\-]+$/.test(text) && (platform === 'win32' || !text.includes('\\'))) {
    return text;
  }
  const visible = escapeInvisible(text);
  return platform === 'win32' ? `"${visible}"` : `'${visible.replaceAll("'", "'\\''")}'`;
}
