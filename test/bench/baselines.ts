import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This checkout. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The program as users start it, of the checkout in this folder. */
export function sinfitIn(folder: string, ...args: readonly string[]): string[] {
  return [process.execPath, join(folder, 'bin/sinfit-tui'), ...args];
}

/** The program of this checkout. */
export function sinfit(...args: readonly string[]): string[] {
  return sinfitIn(ROOT, ...args);
}

export const NODE = [process.execPath, '-e', '0'] as const;

/** Node.js with a line to print and a worker to start: the least for a program of this shape. */
export const NODE_AND_WORKER = [process.execPath, join(ROOT, 'test/bench/worker.cjs')] as const;

const LISTEN = "require('node:worker_threads').parentPort.on('message', () => {})";

/** Node.js with a worker that does nothing. */
export const NODE_WITH_WORKER = [
  process.execPath,
  '-e',
  `new (require('node:worker_threads').Worker)(${JSON.stringify(LISTEN)}, { eval: true })`,
] as const;

/** A popular dashboard built with the same libraries; null when it is not on the PATH. */
export function gtop(): string[] | null {
  const file = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'gtop'))
    .find(existsSync);
  return file === undefined ? null : [process.execPath, file];
}

/** The tutorial's script; null when python3 or NumPy is not installed. */
export function numpyScript(): string[] | null {
  // python3 may be a script that starts another one, which must not be measured.
  const { status, stdout } = spawnSync(
    'python3',
    ['-c', 'import sys, numpy; print(sys.executable)'],
    { encoding: 'utf8' },
  );
  return status === 0 ? [stdout.trim(), join(ROOT, 'test/bench/tutorial.py')] : null;
}

/** Bytes of the tarball and of what is in it, and the number of packages that are installed. */
export function packageSizes(): { tarball: number; unpacked: number; packages: number } {
  const json = execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ size, unpackedSize }] = JSON.parse(json) as [{ size: number; unpackedSize: number }];
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  // The package itself is one of them.
  const packages = Object.values(lock.packages).filter(({ dev }) => dev !== true).length;
  return { tarball: size, unpacked: unpackedSize, packages };
}
