/** One measurement, beside what it is compared with. */
export interface Measurement {
  /** What was measured. */
  readonly what: string;
  /** In `unit`. */
  readonly value: number;
  readonly unit: string;
  /** Null where there is nothing to compare with. */
  readonly baseline: Baseline | null;
}

export interface Baseline {
  readonly name: string;
  /** In the measurement's unit, from the same run; null when the baseline is not installed. */
  readonly value: number | null;
  /** The most that value / baseline should be; null where none is asked for. */
  readonly target: number | null;
}

const HEADINGS = ['what', 'here', 'baseline', 'ratio', 'target'];

/**
 * The measurements as a Markdown table, which is also aligned to be read as it is: value,
 * baseline, their ratio and the ratio wanted.
 */
export function formatTable(measurements: readonly Measurement[]): string {
  return alignedTable([HEADINGS, ...measurements.map(formatRow)]);
}

/** Rows of cells as a Markdown table, the headings first; columns of numbers stand to the right. */
export function alignedTable([headings, ...rows]: readonly (readonly string[])[]): string {
  const columns = headings!.map((heading, i) => {
    const cells = [heading, ...rows.map((row) => row[i]!)];
    const width = Math.max(...cells.map(({ length }) => length));
    return { width, isNumeric: rows.every((row) => /^([\d.≤]|$)/.test(row[i]!)) };
  });
  const lines = [headings!, ...rows].map((row) => {
    const cells = row.map((cell, i) => {
      const { width, isNumeric } = columns[i]!;
      return isNumeric ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${cells.join(' | ')} |`;
  });
  const rule = columns.map(({ width, isNumeric }) =>
    isNumeric ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2),
  );
  return `${[lines[0], `|${rule.join('|')}|`, ...lines.slice(1)].join('\n')}\n`;
}

function formatRow({ what, value, unit, baseline }: Measurement): string[] {
  const here = formatQuantity(value, unit);
  if (baseline === null) {
    return [what, here, '', '', ''];
  }
  if (baseline.value === null) {
    return [what, here, `${baseline.name}: not installed, skipped`, '', ''];
  }
  return [
    what,
    here,
    `${baseline.name}: ${formatQuantity(baseline.value, unit)}`,
    (value / baseline.value).toFixed(2),
    baseline.target === null ? '' : `≤ ${baseline.target.toFixed(2)}`,
  ];
}

/** Three significant digits are as many as a noisy machine gives. */
function formatQuantity(value: number, unit: string): string {
  const digits = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return `${digits} ${unit}`.trimEnd();
}
