import type { Snapshot } from '../fit/descent.js';
import { coefficientNames } from '../fit/polynomial.js';
import type { EventFormat, Outcome } from '../runs/events.js';

/**
 * A table with a header: a row per record, and one for the final state of each run, whose status
 * says how it ended. Numbers that are not finite are empty fields.
 */
export function csvFormat(degree: number): EventFormat {
  const names = coefficientNames(degree);
  const gradients = names.map((name) => `gradient_${name}`);
  return {
    head: row(['run', 'status', 'iteration', 'loss', ...names, ...gradients, 'learning_rate']),
    text(event) {
      if (event.type === 'started') {
        return '';
      }
      const status = event.type === 'ended' ? event.status : 'running';
      return stateRow(event.run, status, event.state);
    },
  };
}

function stateRow(run: number, status: Outcome | 'running', state: Snapshot): string {
  const { iteration, loss, coefficients, gradient, learningRate } = state;
  const numbers = [iteration, loss, ...coefficients, ...gradient, learningRate];
  return row([String(run), status, ...numbers.map(field)]);
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
