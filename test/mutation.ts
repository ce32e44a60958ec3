/**
 * Mutation testing: `node dist/test/mutation.js [word…]` lets Stryker change the pure parts of the
 * program, and sees whether their tests notice. With words, only parts whose path contains one of
 * them. Every mutant that survives is shown, at the end a table.
 */

import { Stryker } from '@stryker-mutator/core';
import { LEAST_SCORE, type MutationPart, mutationParts } from './mutationParts.js';

/** Runs a test file in a copy of the folder. */
const RUN = 'node --test-reporter=./dist/test/mutationReporter.js dist/test/';

/** A row of the table. */
interface Score {
  readonly name: string;
  readonly mutants: number;
  /** With those that time out. */
  readonly killed: number;
  readonly timedOut: number;
}

async function mutate({ part, tests }: MutationPart): Promise<Score> {
  const results = await new Stryker({
    configFile: '.stryker.config.json',
    mutate: [`src/${part}.ts`],
    commandRunner: { command: tests.map((name) => `${RUN}${name}.test.js`).join(' && ') },
  }).runMutationTest();
  const count = (status: string) => results.filter((result) => result.status === status).length;
  const timedOut = count('Timeout');
  return { name: part, mutants: results.length, killed: count('Killed') + timedOut, timedOut };
}

function total(name: string, scores: readonly Score[]): Score {
  const sum = (column: 'mutants' | 'killed' | 'timedOut') =>
    scores.reduce((all, score) => all + score[column], 0);
  return { name, mutants: sum('mutants'), killed: sum('killed'), timedOut: sum('timedOut') };
}

function percent({ mutants, killed }: Score): number {
  return (100 * killed) / mutants;
}

function line(cells: readonly (string | number)[]): string {
  const [name, ...others] = cells.map(String);
  return name!.padEnd(34) + others.map((cell) => cell.padStart(10)).join('');
}

function row(score: Score): string {
  const { name, mutants, killed, timedOut } = score;
  const share = mutants === 0 ? '-' : `${percent(score).toFixed(1)} %`;
  return line([name, mutants, killed, timedOut, mutants - killed, share]);
}

// For the tests of what is otherwise packed.
process.env.UNPACKED = '1';

const words = process.argv.slice(2);
const chosen = mutationParts().filter(
  ({ part }) => words.length === 0 || words.some((word) => part.includes(word)),
);
const scores: Score[] = [];

try {
  for (const part of chosen) {
    scores.push(await mutate(part));
    console.log(row(scores.at(-1)!));
  }
} finally {
  // What is known even if the tests of a part fail unchanged.
  const rooms = [...new Set(chosen.map(({ room }) => `${room}/`))].map((room) =>
    total(
      room,
      scores.filter(({ name }) => name.startsWith(room)),
    ),
  );
  console.log(`\n${line(['', 'mutants', 'killed', 'timed out', 'survived', 'score'])}`);
  console.log([...scores, ...rooms, total('all', scores)].map(row).join('\n'));
  process.exitCode = rooms.some((room) => percent(room) < LEAST_SCORE) ? 1 : 0;
}
