import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, relative, resolve } from 'node:path';
import { shellQuoted } from '../text/quote.js';

/** How this process was started. */
export interface Invocation {
  /** The first argument of Node.js, made absolute: `process.argv[1]`. */
  readonly script: string;
  /** Node.js as it was called: `process.argv0`. */
  readonly node: string;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What to type before the options to start the program again in the same directory. */
export function typedProgram({ script, node, directory, environment }: Invocation): string {
  const { npm_lifecycle_event: event, npm_package_name: name, INIT_CWD, PATH = '' } = environment;
  const isOurs = event === 'start' && name === 'sinfit-tui';
  // npm changed to the package's directory.
  const typedIn = (isOurs && INIT_CWD) || directory;
  if (isOurs && isInside(typedIn, directory)) {
    return 'npm start --';
  }
  // npm and npx add that directory to the PATH.
  if (event === 'npx' || /node_modules[\\/]\.bin[\\/]/.test(script)) {
    return 'npx sinfit-tui';
  }
  const onPath = PATH.split(delimiter).map((entry) => resolve(entry, 'sinfit-tui'));
  if (onPath.find(existsSync) === script) {
    return 'sinfit-tui';
  }
  const path = isInside(script, typedIn) ? relative(typedIn, script) : script;
  return `${shellQuoted(node)} ${shellQuoted(path)}`;
}

function isInside(path: string, directory: string): boolean {
  const steps = relative(directory, path);
  return !steps.startsWith('..') && !isAbsolute(steps);
}
