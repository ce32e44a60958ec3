/** The parts of the program that mutation testing changes, and the tests that must notice. */

import { existsSync, readdirSync } from 'node:fs';
import { sep } from 'node:path';

const root = new URL('../../', import.meta.url);

/** How many of the changes in a room the tests must notice, in percent. */
export const LEAST_SCORE = 90;

/** The rooms without threads and screens, whose files compute something. */
const ROOMS = ['fit', 'training', 'runs', 'dashboard/model'];

/**
 * Tests of a file or of all below a folder, besides those that mirror a file. The quickest come first,
 * because they are run until one fails.
 */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'fit/analysis': ['fit/forecast', 'fit/momentumForecast'],
  'fit/arrays': ['fit/updates', 'fit/descent'],
  'fit/createObjective': ['fit/rounding', 'fit/updates', 'training/trainer', 'fit/descent'],
  'fit/descent': ['fit/updates'],
  'fit/engines': ['fit/updates'],
  'fit/excessLoss': ['fit/excessObjective', 'fit/divergence'],
  'fit/gramPolynomials': ['fit/leastSquares', 'fit/analysis'],
  'fit/growth': ['fit/momentumCourse', 'fit/forecast', 'fit/directions'],
  'fit/momentum': ['fit/momentumCourse', 'fit/momentumForecast'],
  'fit/momentumCourse': ['fit/momentumForecast', 'fit/directions'],
  'fit/optimizers': [...['options/optimizers', 'fit/updates'], 'training/trainer'],
  'fit/vectorPass': ['fit/objective'],
  'fit/webAssembly': ['fit/vectorPass', 'fit/objective'],
  training: ['training/trainer'],

  'training/drive': ['training/session'],
  'training/protocol': ['training/session'],
  'training/worker': ['training/session'],
  runs: ['runs/history', 'training/trainer'],
  'runs/divergence': ['dashboard/panels/header', 'output/announce'],
  'fit/method': ['dashboard/plot/forecasts', 'recording/lineParser'],
  'dashboard/model/actions': ['dashboard/replay'],
  'dashboard/model/divergence': ['dashboard/panels/header', 'dashboard/panels/why'],
  'dashboard/model/lesson': ['dashboard/model/update/lesson'],
  'dashboard/model/optimizerChanges': ['dashboard/model/optimizers'],
  'dashboard/model/rateChanges': [
    ...[
      'dashboard/plot/forecasts',
      'dashboard/model/update/training',
      'dashboard/model/optimizers',
    ],
    ...['dashboard/panels/learningRate'],
  ],
  'dashboard/model/selectors': [
    ...['dashboard/panels/header', 'dashboard/panels/footer', 'dashboard/model/optimizers'],
    ...['dashboard/model/update/restart', 'dashboard/model/update/rewind'],
  ],
  'dashboard/model/update/runs': ['dashboard/model/optimizers'],
  'dashboard/model': ['dashboard/model/update', 'dashboard/everyKey'],
  'dashboard/model/update': ['dashboard/model/update/lesson', 'dashboard/replay'],
};

/** A file of src with its tests, both as paths without an ending. */
export interface MutationPart {
  readonly room: string;
  readonly part: string;
  readonly tests: readonly string[];
}

/**
 * Every file of the pure rooms.
 *
 * @throws Error when a file has no test.
 */
export function mutationParts(): MutationPart[] {
  return ROOMS.flatMap((room) =>
    readdirSync(new URL(`src/${room}`, root), { encoding: 'utf8', recursive: true })
      .filter((path) => /(?<!\.d)\.ts$/.test(path))
      .map((path) => `${room}/${path.split(sep).join('/').replace('.ts', '')}`)
      .sort()
      .map((part) => ({ room, part, tests: testsOf(part) })),
  );
}

function testsOf(part: string): string[] {
  const others = Object.entries(OTHERS)
    .filter(([place]) => `${part}/`.startsWith(`${place}/`))
    .flatMap(([, tests]) => tests);
  const tests = [...new Set(isTest(part) ? [part, ...others] : others)];
  if (tests.length === 0) {
    throw new Error(`no test is to notice changes of src/${part}.ts: name one in mutationParts.ts`);
  }
  return tests;
}

/** Whether there is a test of this path, without an ending. */
export function isTest(path: string): boolean {
  return existsSync(new URL(`test/${path}.test.ts`, root));
}
