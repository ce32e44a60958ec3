/**
 * Mutation testing: `node dist/test/mutation.js [word…]` lets Stryker change the pure parts of the
 * program, and sees whether their tests notice. With words, only parts whose path contains one of
 * them. Every mutant that survives is shown, at the end a table.
 */

import { Stryker } from '@stryker-mutator/core';
import { type MutationPart, mutationParts } from './mutationParts.js';

/** What the tests are to notice of the changes of a room, in percent. */
const WANTED = 90;

/** Runs a test file in a copy of the folder. */
const RUN = 'node --test-reporter=./dist/test/mutationReporter.js dist/test/';

/** A row of the table. */
interface Score {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
}

async function mutate({ part, tests }: MutationPart): Promise<Score> {
  const results = await new Stryker({
    configFile: '.stryker.config.json',
    mutate: [`src/${part}.ts`],
    commandRunner: { command: tests.map((name) => `${RUN}${name}.test.js`).join(' && ') },
  }).runMutationTest();
  const killed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  return { name: part, mutants: results.length, killed: killed.length };
}

function total(name: string, scores: readonly Score[]): Score {
  const sum = (count: (score: Score) => number) => scores.reduce((all, one) => all + count(one), 0);
  return { name, mutants: sum((one) => one.mutants), killed: sum((one) => one.killed) };
}

function percent({ mutants, killed }: Score): number {
  return (100 * killed) / mutants;
}

function line(score: Score): string {
  const { name, mutants, killed } = score;
  const share = mutants === 0 ? '-' : `${percent(score).toFixed(1)} %`;
  const counts = [mutants, killed, mutants - killed].map((count) => String(count).padStart(9));
  return name.padEnd(34) + counts.join('') + share.padStart(9);
}

const words = process.argv.slice(2);
const chosen = mutationParts().filter(
  ({ part }) => words.length === 0 || words.some((word) => part.includes(word)),
);
const scores: Score[] = [];
const rooms: Score[] = [];

try {
  for (const part of chosen) {
    scores.push(await mutate(part));
    console.log(line(scores.at(-1)!));
  }
} finally {
  // What is known even if the tests of a part fail unchanged.
  for (const room of new Set(chosen.map((part) => part.room))) {
    rooms.push(
      total(
        room,
        scores.filter(({ name }) => name.startsWith(`${room}/`)),
      ),
    );
  }
  const head = ['mutants', 'killed', 'survived'].map((word) => word.padStart(9)).join('');
  console.log(`\n${' '.repeat(34)}${head}${'score'.padStart(9)}`);
  console.log([...scores, ...rooms, total('all', scores)].map(line).join('\n'));
}
process.exitCode = rooms.some((room) => percent(room) < WANTED) ? 1 : 0;
