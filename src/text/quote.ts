const LONGEST = 60;

/**
 * Text from outside as it may stand in a message: plain text as it is; text that is empty or has
 * blanks, quotes or invisible characters as a JSON string. See `printable`.
 */
export function quote(text: string): string {
  return /^[^\s"\\\p{C}\p{Z}]+$/u.test(text) ? printable(text) : quoted(text);
}

/** Text as a JSON string in a message. */
export function quoted(text: string): string {
  return escapeInvisible(JSON.stringify(shortened(text)));
}

/**
 * Text in a message: its control and formatting characters escaped so that a terminal neither
 * obeys nor hides them, and the middle left out of more than 60: both ends of a path say something.
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

/** Text in a message with its control and formatting characters escaped. */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/**
 * A word as it is typed in a shell: as it is, else between single quotes, in Windows' shells double
 * ones. What a terminal would obey is escaped, though a shell then finds no such file.
 */
export function shellQuoted(text: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w@%+=:,./\\-]+$/.test(text) && (platform === 'win32' || !text.includes('\\'))) {
    return text;
  }
  const visible = escapeInvisible(text);
  return platform === 'win32' ? `"${visible}"` : `'${visible.replaceAll("'", "'\\''")}'`;
}
