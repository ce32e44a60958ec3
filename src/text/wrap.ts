/**
 * Wraps a sentence into lines of at most `columns` characters, at least 1; longer words are broken.
 */
export function wrap(sentence: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (let word of sentence.split(' ')) {
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
