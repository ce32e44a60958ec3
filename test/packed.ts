/**
 * The package as its users get it: what every test starts of the program, the worker and the
 * library. The modules of src are for unit tests alone; what would start them is removed in a
 * build, see packing/bundle.ts.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

const { bin } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  readonly bin: Readonly<Record<'sinfit-tui', string>>;
};

/** What the command `sinfit-tui` starts. */
export const CLI = fileURLToPath(new URL(bin['sinfit-tui'], ROOT));

/** What `import 'sinfit-tui'` gives. */
export async function library(): Promise<typeof import('../src/index.js')> {
  return import(import.meta.resolve('sinfit-tui'));
}

/** Mutants are built, but not packed. */
const PACKED = process.env.UNPACKED === '1' ? 'dist/src' : 'dist/bundle';

/** Where the bundle has what begins with this module of src, as in `training/session.js`. */
export function packedUrl(path: string): URL {
  return new URL(`${PACKED}/${path}`, ROOT);
}

/** The same, loaded. */
export async function packed<Module>(path: string): Promise<Module> {
  return import(packedUrl(path).href);
}
