/**
 * Leaves methods of packages that nothing calls out of the bundle. Bundlers keep all that is assigned
 * to a prototype.
 */

import { transformSync } from 'esbuild';

/** `A.prototype.one = A.prototype.other = function(…) {…};`, as esbuild prints it. */
const METHOD = /^((?:[\w.]+\.\w+ = )+)function\b[\s\S]*?^\};$/gm;

/**
 * The files of packages without the methods that are never called: those given, and those whose
 * names do not occur in anything that is kept, neither as a word of the code nor in a string.
 *
 * @param packages their JavaScript by file.
 * @param others all the code that may call something of it.
 * @param uncalled methods that the program has no use for although their names do occur, such as
 *   `A.prototype.one`.
 * @throws Error when one of these does not exist.
 */
export function withoutUncalledMethods(
  packages: ReadonlyMap<string, string>,
  others: readonly string[],
  uncalled: readonly string[],
): Map<string, string> {
  const files = [...packages].map(([file, code]) => [file, transformSync(code).code] as const);
  const methods = new Map<string, readonly string[]>();
  for (const [, code] of files) {
    for (const [text, places] of code.matchAll(METHOD)) {
      methods.set(text, places!.split(' = ').slice(0, -1));
    }
  }
  const missing = uncalled.find((name) => ![...methods.values()].flat().includes(name));
  if (missing !== undefined) {
    throw new Error(`${missing}: no package has a method of this name to leave out`);
  }
  const candidates = [...methods].filter(
    ([, places]) => !places.some((place) => uncalled.includes(place)),
  );
  const rest = files.map(([, code]) => code.replace(METHOD, ''));
  const kept = callable(candidates, [...rest, ...others].join('\n'));
  return new Map(
    files.map(([file, code]) => [
      file,
      code.replace(METHOD, (text) => (kept.has(text) ? text : '')),
    ]),
  );
}

/** The texts of the methods whose names occur in the code, or in those whose names do, and so on. */
function callable(
  methods: readonly (readonly [text: string, places: readonly string[]])[],
  code: string,
): Set<string> {
  const words = new Set<string>();
  const kept = new Set<string>();
  for (let added = code; added !== ''; ) {
    for (const [word] of added.matchAll(/[A-Za-z_$][\w$]*/g)) {
      words.add(word);
    }
    const called = methods.filter(
      ([text, places]) =>
        !kept.has(text) && places.some((place) => words.has(place.split('.').at(-1)!)),
    );
    for (const [text] of called) {
      kept.add(text);
    }
    added = called.map(([text]) => text.replace(/^.*? = function/, '')).join('\n');
  }
  return kept;
}
