/** The lessons of the package, in the order in which to take them. */
export const LESSON_NAMES: readonly string[] = [
  'cliff',
  'limit',
  'sum-or-mean',
  'is-it-wrong',
  'narrow-valley',
  'momentum',
  'one-update',
];
