/**
 * The environment that everything is measured in. What a machine sets for its users can cost more
 * than the program: Node.js 20 reads the file of NODE_EXTRA_CA_CERTS at every start, which takes as
 * long as starting does, and a constant on both sides flatters their ratio.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The empty HOME of each contestant begins with this, below the folder of temporary files. */
const HOME_PREFIX = 'sinfit-tui-home-';

const NAMES: readonly string[] = ['PATH', 'HOME', 'TERM', 'LANG'];

/** PATH as it is, an empty HOME, TERM, LANG, and nothing else. */
export interface CleanEnvironment {
  readonly variables: Environment;
  /** Removes the folder that is HOME. */
  remove(): void;
}

export function createCleanEnvironment({ PATH }: Environment): CleanEnvironment {
  const HOME = mkdtempSync(join(tmpdir(), HOME_PREFIX));
  return {
    variables: { PATH, HOME, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    remove: () => rmSync(HOME, { recursive: true }),
  };
}

/**
 * Whether an environment is one made by `createCleanEnvironment`, so that what is started in it can
 * be compared.
 *
 * @throws Error when it is such a one to which something was added: figures would not be comparable.
 */
export function isClean(environment: Environment): boolean {
  if (!environment.HOME?.includes(HOME_PREFIX)) {
    return false;
  }
  const added = Object.keys(environment).find((name) => !NAMES.includes(name));
  if (added !== undefined) {
    throw new Error(`not comparable: ${added} is set to ${environment[added]}`);
  }
  return true;
}

/** The environment in one line, for the head of a table. */
export function describeEnvironment(environment: Environment): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
