import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundle is made from. A folder changes when a file in it comes or goes. */
const SOURCES = ['src', 'test/packing', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Written last of all: it is missing when a build was broken off. */
const BUILT = 'dist/bundle/THIRD-PARTY-LICENSES';

/**
 * Whether the checkout in that folder was never built, or has a source newer than the bundle.
 *
 * @param {string} root
 */
export function isStale(root) {
  const built = statSync(join(root, BUILT), { throwIfNoEntry: false });
  return (
    built === undefined || SOURCES.some((source) => newest(join(root, source)) > built.mtimeMs)
  );
}

/**
 * When the file, or the newest one in the folder, was changed.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory()
    ? readdirSync(path).map((name) => newest(join(path, name)))
    : [];
  return Math.max(stats.mtimeMs, ...inside);
}
