/** The files that a key saves: the runs as records, the screen as two pictures. */

import type { ResolvedRun } from '../../options/start.js';
import { writeNewFile } from '../../recording/file.js';
import { ndjsonFormat } from '../../recording/write.js';
import { isRecord } from '../../runs/records.js';
import { fileProblem, isSystemError } from '../../system/fileProblem.js';
import { trainedOptions } from '../model/rateChanges.js';
import { focusedRun, shownSnapshot } from '../model/selectors.js';
import type { State } from '../model/state.js';
import { type Screen, screenText } from '../render/screen.js';
import { renderSvg } from './svg.js';

/**
 * Saves the runs side by side and the screen in new files of the working folder.
 *
 * @param run the options, for the settings that the state does not hold.
 * @param now the time that the files are named after.
 * @returns a sentence that says where they are, or why there are none.
 */
export function saveFiles(
  state: State,
  run: ResolvedRun,
  screen: Screen,
  now = new Date(),
): string {
  const { seed } = focusedRun(state);
  const name = `sinfit-tui-${seed === null ? 'init' : `seed${seed}`}-${timestamp(now)}`;
  const title = `sinfit-tui at iteration ${shownSnapshot(state)?.iteration ?? 0}`;
  const files = [
    ['ndjson', presentRecords(state, run)],
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
  return `Saved in the working folder: ${name} ${saved.join(' ')}`;
}

/** `20250131T235959123Z`: in UTC, to the millisecond, fit for every file system. */
function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/[-:.]/g, '');
}

/**
 * The runs side by side as a recording: what is kept of each, which is all of it unless it has
 * grown very long, as the first runs of a problem that has their start.
 */
export function presentRecords(state: State, { options }: ResolvedRun): string {
  const { live, analysis } = state;
  const { seed, initial } = focusedRun(state);
  const iterations = Math.max(...live.map((run) => run.iterations));
  // Of several runs the options tell no changes by hand; their records do.
  const trained = live.length === 1 ? trainedOptions(live[0]!, options) : options;
  const problem = {
    options: { ...trained, iterations, seed: null, initial: null },
    seed,
    initial,
  };
  const format = ndjsonFormat(problem, analysis ? () => analysis : undefined);
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
