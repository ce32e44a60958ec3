/** Saves files: the runs as a recording, the screen as a picture and as text. */

import type { ResolvedRun } from '../../options/start.js';
import { writeNewFile } from '../../recording/file.js';
import { ndjsonFormat } from '../../recording/ndjsonFormat.js';
import { isRecord } from '../../runs/records.js';
import { fileProblem, isSystemError } from '../../system/fileProblem.js';
import { trainedOptions } from '../model/rateChanges.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { type Screen, screenText } from '../render/screen.js';
import { renderSvg } from './svg.js';

/**
 * Saves the live runs and the screen in new files in the current directory.
 *
 * @param run has the settings that are not in the state; null saves no records.
 * @param now the time for the file names.
 * @returns a sentence that says where the files are, or what went wrong.
 */
export function saveFiles(
  state: State,
  run: ResolvedRun | null,
  screen: Screen,
  now = new Date(),
): string {
  const { seed } = focusedRun(state);
  const name = `sinfit-tui-${seed === null ? 'init' : `seed${seed}`}-${timestamp(now)}`;
  const title = `sinfit-tui at iteration ${shownSnapshot(state)?.iteration ?? 0}`;
  const files = [
    ...(run === null ? [] : [['ndjson', presentRecords(state, run)] as const]),
    ['svg', renderSvg(screen, { title })],
    ['txt', screenText(screen)],
  ] as const;
  const saved: string[] = [];
  for (const [extension, text] of files) {
    try {
      writeNewFile(`${name}.${extension}`, text);
      saved.push(`.${extension}`);
    } catch (error) {
      if (!isSystemError(error)) {
        throw error;
      }
      const problem = `${name}.${extension} could not be saved: ${fileProblem(error)}.`;
      return saved.length === 0 ? problem : `${problem} Saved: ${saved.join(' ')}`;
    }
  }
  return `Saved in the current directory: ${name} ${saved.join(' ')}`;
}

/** UTC to the millisecond, as `20250131T235959123Z`, which every file system accepts. */
function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/[-:.]/g, '');
}

/**
 * The live runs as a recording, each as if it were the first run of its lane. It has all records,
 * unless a run is so long that some were thinned out.
 */
export function presentRecords(state: State, { options }: ResolvedRun): string {
  const { live, analysis } = state;
  const { seed, initial } = focusedRun(state);
  const iterations = Math.max(...live.map((run) => run.iterations));
  // With several runs, the options do not include changes by hand; the records do.
  const trained = live.length === 1 ? trainedOptions(live[0]!, options) : options;
  const problem = {
    options: { ...trained, iterations, seed: null, initial: null },
    seed,
    initial,
  };
  const format = ndjsonFormat(problem, () => analysis);
  const runs = live.flatMap(({ history, present, status }, run) => [
    ...history.snapshots
      .filter(({ iteration }) => isRecord(iteration, options.every))
      .map((state) => format.text({ type: 'record', run, state })),
    present
      ? format.text({
          type: 'ended',
          run,
          status: status === 'finished' || status === 'diverged' ? status : 'interrupted',
          state: present,
        })
      : '',
  ]);
  return format.head + runs.join('');
}
