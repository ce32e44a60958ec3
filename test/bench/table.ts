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
  const rows = [HEADINGS, ...measurements.map(formatRow)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) =>
      isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    return `| ${cells.join(' | ')} |`;
  });
  const rule = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`,
  );
  lines.splice(1, 0, `|${rule.join('|')}|`);
  return `${lines.join('\n')}\n`;
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

/** What was measured and the baseline are text; the other columns are numbers. */
function isText(column: number): boolean {
  return column === 0 || column === 2;
}
