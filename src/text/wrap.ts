/** A space at which a line may end: not around a plus or minus, as in `a - 0.17c`, nor before a %. */
const BREAK = /(?<! [-+]) (?![-+] |%)/;

/**
 * Wraps a sentence into lines of at most `columns` characters, at least 1; longer words are broken.
 * Terms of a sum, and a number and its % sign, stay on one line.
 */
export function wrap(sentence: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (let word of sentence.split(BREAK)) {
    if (current !== '' && current.length + 1 + word.length > columns) {
      lines.push(current);
      current = '';
    }
    for (; word.length > columns; word = word.slice(columns)) {
      lines.push(word.slice(0, columns));
    }
    current = current === '' ? word : `${current} ${word}`;
  }
  lines.push(current);
  return lines;
}
