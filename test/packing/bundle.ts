/**
 * Bundles the program for publishing, after a build: `node dist/test/packing/bundle.js` writes
 * dist/bundle.
 *
 * One file would be slow to start, for the dashboard alone is as long as all the rest. So every
 * module that src imports only when it is wanted becomes a file of its own, and so do those in
 * SHARED; each holds what it imports otherwise. The files lie as in src, so that they find each
 * other, and the worker, by the same relative paths. They are CommonJS modules, which Node.js
 * starts sooner than ES modules; only the library is one of the latter.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { withoutUncalledMethods } from './methods.js';
import { PARTS, PRUNED, UNCALLED } from './parts.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCE = join(ROOT, 'src');
const BUNDLE = join(ROOT, 'dist/bundle');
const PACKAGES = `${sep}node_modules${sep}`;
const UNBUNDLED = join(ROOT, 'dist/src');

/** What users of the package import. */
const LIBRARY = 'index.ts';

/** And what is started: by bin/sinfit-tui, and as a thread. */
const ENTRIES = [LIBRARY, 'cli.ts', 'training/worker.ts'];

/** Imported by several files, and not to be in each of them. */
const SHARED = [
  'cli/help.ts',
  'dashboard/dashboard.ts',
  'fit/analysis.ts',
  'training/drive.ts',
  'training/session.ts',
];

const COMMON_JS = {
  format: 'cjs',
  supported: { 'dynamic-import': false },
  // Most files are never asked where they are.
  define: { 'import.meta.url': 'module.url' },
  banner: {
    js: "Object.defineProperty(module,'url',{get:()=>require('node:url').pathToFileURL(__filename).href});",
  },
} satisfies BuildOptions;

const ES_MODULE = { format: 'esm', outExtension: { '.js': '.mjs' } } satisfies BuildOptions;

rmSync(BUNDLE, { recursive: true, force: true });
mkdirSync(BUNDLE, { recursive: true });
// The package is one of ES modules; these files are not.
writeFileSync(join(BUNDLE, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(BUNDLE, 'THIRD-PARTY-LICENSES'), licences(await bundleAll()));
// So that nobody starts another program than the users, least of all a test.
for (const entry of ENTRIES) {
  rmSync(join(UNBUNDLED, entry.replace(/\.ts$/, '.js')), { force: true });
}

/** Writes all files; returns what they were made of, relative to the root. */
async function bundleAll(): Promise<Set<string>> {
  const inputs = new Set<string>();
  const files = new Set(ENTRIES);
  // A set's iteration goes on with what is added meanwhile.
  for (const file of files) {
    const options = {
      absWorkingDir: ROOT,
      entryPoints: [join(SOURCE, file)],
      outbase: SOURCE,
      outdir: BUNDLE,
      bundle: true,
      platform: 'node',
      target: 'node20',
      minify: true,
      legalComments: 'none',
      metafile: true,
      ...(file === LIBRARY ? ES_MODULE : COMMON_JS),
    } satisfies BuildOptions;
    const plugins = [separateFiles(file, files), onlyParts()];
    const whole = await build({ ...options, plugins, write: false });
    const called = calledCode(Object.keys(whole.metafile.inputs));
    const { metafile } = await build({ ...options, plugins: [onlyCalled(called), ...plugins] });
    for (const input of Object.keys(metafile.inputs)) {
      inputs.add(input);
    }
  }
  return inputs;
}

/** The files of the packages that methods are left out of, without these. */
function calledCode(inputs: readonly string[]): Map<string, string> {
  const read = (file: string) =>
    [join(ROOT, file), readFileSync(join(ROOT, file), 'utf8')] as const;
  const code = inputs.filter((file) => /\.(ts|m?js)$/.test(file));
  const pruned = code.filter((file) => PRUNED.test(file));
  const others = code.filter((file) => !PRUNED.test(file)).map((file) => read(file)[1]);
  return pruned.length === 0
    ? new Map()
    : withoutUncalledMethods(
        new Map(pruned.map(read)),
        [...others, ...Object.values(PARTS)],
        UNCALLED,
      );
}

function onlyCalled(code: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'only what is called',
    setup({ onLoad }) {
      onLoad({ filter: PRUNED }, ({ path }) => {
        const contents = code.get(path);
        return contents === undefined ? null : { contents };
      });
    },
  };
}

/** Leaves imports of files of their own as they are, and adds these to the files to be bundled. */
function separateFiles(importer: string, files: Set<string>): Plugin {
  return {
    name: 'separate files',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, kind, resolveDir }) => {
        const file = relative(SOURCE, resolve(resolveDir, path)).replace(/\.js$/, '.ts');
        const isSeparate =
          kind === 'dynamic-import' || (SHARED.includes(file) && file !== importer);
        if (kind === 'entry-point' || file.startsWith('..') || !isSeparate) {
          return null;
        }
        files.add(file);
        const target = relative(dirname(importer), file).replace(/\.ts$/, '.js');
        return { path: target.startsWith('.') ? target : `./${target}`, external: true };
      });
    },
  };
}

/** Takes PARTS for the whole. */
function onlyParts(): Plugin {
  return {
    name: 'only parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, resolveDir }) => {
        const file = path.startsWith('.')
          ? resolve(resolveDir, path).split(PACKAGES).at(-1)!
          : path;
        // One of blessed's own files requires the whole.
        const name = file === 'blessed/lib' ? 'blessed' : file;
        return Object.hasOwn(PARTS, name) ? { path: name, namespace: 'parts' } : null;
      });
      onLoad({ filter: /./, namespace: 'parts' }, ({ path }) => ({
        contents: PARTS[path]!,
        resolveDir: ROOT,
      }));
    },
  };
}

/** The licences of the packages that these files belong to, each with its text. */
function licences(inputs: Iterable<string>): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined) {
      folders.add(folder);
    }
  }
  const sections = [...folders].sort().map((folder) => licence(join(ROOT, folder)));
  return `sinfit-tui contains parts of these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The package's name and the text of its licence, or what it says in place of one. */
function licence(folder: string): string {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly author?: string | { readonly name: string };
  };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? `Copyright: ${typeof author === 'object' ? author.name : author}. The package names this licence without its text.`
      : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
