/** Checks of lines of JSON, by which a reader sees that a line is as it was written. */

import { crc32 } from 'node:zlib';

/** The CRC-32 of a text's bytes in UTF-8, as eight hexadecimal digits. */
function checkOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** The JSON of an object that is not empty with one more member: the check of all before it. */
export function withCheck(json: string): string {
  const checked = json.slice(0, -1);
  return `${checked},"check":"${checkOf(checked)}"}`;
}

/** What a line's check says of it, be there a byte order mark before it or white space after it. */
export function checkLine(line: string): 'right' | 'wrong' | 'missing' {
  const [, checked, check] = /^\uFEFF?(.*),"check":"([^"]*)"\}\s*$/.exec(line) ?? [];
  if (checked === undefined) {
    return 'missing';
  }
  return checkOf(checked) === check ? 'right' : 'wrong';
}
