import type { Snapshot } from '../fit/descent.js';
import { MEMORY, type MemoryName, memoryOf, OPTIMIZERS } from '../fit/optimizers.js';
import { coefficientNames } from '../fit/polynomial.js';
import { optimizerText } from '../options/optimizers.js';
import type { Options } from '../options/options.js';
import type { EventFormat } from '../runs/events.js';

/**
 * A table with a header: a row per record, and one for the final state of each run, whose status
 * says how it ended. With optimizers other than plain gradient descent, a row also has the optimizer and
 * what it remembers. Numbers that are not finite, or that an optimizer lacks, are empty fields.
 */
export function csvFormat({
  degree,
  optimizers,
}: Pick<Options, 'degree' | 'optimizers'>): EventFormat {
  const names = coefficientNames(degree);
  const numbers = (what: string) => names.map((name) => `${what}_${name}`);
  const isPlain = optimizers.every(({ name }) => name === 'sgd');
  const memory = COLUMNS.filter(([part]) =>
    optimizers.some(({ name }) => MEMORY[name].includes(part)),
  );
  const columns = isPlain ? [] : ['optimizer', ...memory.flatMap(([, column]) => numbers(column))];
  const fields = ({ optimizer = OPTIMIZERS.sgd }: Snapshot): string[] => {
    const remembered = memoryOf(optimizer);
    const values = memory.flatMap(([part]) => remembered[part]?.map(field) ?? names.map(() => ''));
    return isPlain ? [] : [optimizerText(optimizer), ...values];
  };
  const plain = ['run', 'status', 'iteration', 'loss', ...names, ...numbers('gradient')];
  return {
    head: row([...plain, 'learning_rate', ...columns]),
    text(event) {
      if (event.type === 'started') {
        return '';
      }
      const { run, state } = event;
      const status = event.type === 'ended' ? event.status : 'running';
      return row([String(run), status, ...stateFields(state), ...fields(state)]);
    },
  };
}

/** What optimizers remember, and the prefix of its columns. */
const COLUMNS: readonly (readonly [MemoryName, string])[] = [
  ['velocity', 'velocity'],
  ['firstMoment', 'first_moment'],
  ['secondMoment', 'second_moment'],
];

function stateFields(state: Snapshot): string[] {
  const { iteration, loss, coefficients, gradient, learningRate } = state;
  return [iteration, loss, ...coefficients, ...gradient, learningRate].map(field);
}

/** The shortest text that reads back as the same number. */
function field(value: number): string {
  if (!Number.isFinite(value)) {
    return '';
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

function row(fields: readonly string[]): string {
  return `${fields.join(',')}\n`;
}
