/**
 * The name that was probably meant: the first that starts with the text, else the one with the
 * smallest edit distance, if that is small for the length of the text.
 *
 * @returns undefined when none is close.
 */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const beginning = names.find((name) => text.length > 1 && name.startsWith(text));
  if (beginning !== undefined) {
    return beginning;
  }
  const farthest = Math.max(1, Math.floor(text.length / 3));
  let nearest: string | undefined;
  let least = farthest + 1;
  for (const name of names) {
    // The distance is at least the difference in length, which spares comparing very long text.
    if (Math.abs(name.length - text.length) >= least) {
      continue;
    }
    const distance = editDistance(text, name);
    if (distance < least) {
      [nearest, least] = [name, distance];
    }
  }
  return nearest;
}

/**
 * How many characters must be inserted, deleted, replaced or swapped with their neighbour to turn
 * one text into the other (Damerau-Levenshtein distance, optimal string alignment).
 */
export function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      let distance = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        distance = Math.min(distance, rows[i - 2]![j - 2]! + 1);
      }
      row.push(distance);
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}
