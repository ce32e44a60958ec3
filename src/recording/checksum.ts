/** Checksums of lines of JSON, which show that a line has not been changed. */

import { crc32 } from 'node:zlib';

/** The CRC-32 of a text's bytes in UTF-8, as eight hexadecimal digits. */
function checkOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** Adds a member to the JSON of a non-empty object: the checksum of everything before it. */
export function withCheck(json: string): string {
  const checked = json.slice(0, -1);
  return `${checked},"check":"${checkOf(checked)}"}`;
}

/** Whether a line matches its check; a byte order mark before it or white space after it is allowed. */
export function checkLine(line: string): 'right' | 'wrong' | 'missing' {
  const [, checked, check] = /^\uFEFF?(.*),"check":"([^"]*)"\}\s*$/.exec(line) ?? [];
  if (checked === undefined) {
    return 'missing';
  }
  return checkOf(checked) === check ? 'right' : 'wrong';
}
