import { parseArguments } from './cli/arguments.js';
import {
  chooseFrontEnd,
  explainMissingDashboard,
  terminalFacts,
  textColumns,
} from './cli/frontEnd.js';
import { type ResolvedRun, randomSeed, resolveStart, runSettings } from './options/start.js';
import { eventFormat } from './output/formats.js';
import { interruptionBySignal } from './output/interruption.js';
import { openRecordingFile, type RecordingFile } from './recording/file.js';
import { type Recorder, recordIn } from './recording/recorder.js';
import type { EventFormat, Outcome } from './runs/events.js';
import { DIVERGED, FAILURE, USAGE } from './system/exitCodes.js';
import { failureText } from './system/failure.js';
import { closeGoneTerminals } from './system/hangUp.js';
import { isClosedPipe, STDERR, STDOUT, writeMessage, writeText } from './system/standardStreams.js';

// At this signal Node.js would open a port for debuggers. Adding and removing a listener makes it
// end the process instead, as it does any other program.
const nothing = () => {};
process.on('SIGUSR1', nothing).off('SIGUSR1', nothing);
process.once('exit', closeGoneTerminals);

main(process.argv.slice(2))
  .catch(reportFailure)
  .then((code) => {
    process.exitCode = code;
  });

/** @returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, process.env);
  if ('warning' in parsed && parsed.warning !== null) {
    await writeMessage(STDERR, `sinfit-tui: ${parsed.warning}\n`);
  }
  switch (parsed.kind) {
    case 'completion': {
      const { completionScript } = await import('./cli/completionScripts.js');
      await writeText(STDOUT, completionScript(parsed.shell));
      return 0;
    }
    case 'completions': {
      const { completions } = await import('./cli/completion.js');
      const lines = completions(parsed.words);
      await writeText(STDOUT, lines.map((line) => `${line}\n`).join(''));
      return 0;
    }
    case 'help': {
      const { helpText } = await import('./cli/help.js');
      const columns = textColumns(process.env, process.stdout.columns);
      await writeText(STDOUT, await helpText(columns, parsed.command));
      return 0;
    }
    case 'text':
      await writeText(STDOUT, parsed.text);
      return 0;
    case 'error':
      await writeMessage(STDERR, `sinfit-tui: ${parsed.message}\n`);
      return USAGE;
    case 'replay': {
      const { replay } = await import('./cli/replay.js');
      return replay(parsed.files, parsed.options, parsed.pace, process.env);
    }
    case 'learn': {
      const { learn } = await import('./cli/learn.js');
      return learn(parsed.lesson, parsed.answers, parsed.options, process.env);
    }
    case 'run':
      return run(resolveStart(parsed.options, randomSeed));
  }
}

async function run(resolved: ResolvedRun): Promise<number> {
  const { out, force } = resolved.options;
  return runFrontEnd(resolved, out === null ? null : openRecordingFile(out, force));
}

/** @returns the exit code. */
async function reportFailure(error: unknown): Promise<number> {
  // A reader that stops early, such as head, is not a failure.
  if (isClosedPipe(error)) {
    return 0;
  }
  await writeMessage(STDERR, failureText(error, process.env));
  return FAILURE;
}

/** Loads each front end only when needed: the dashboard's libraries are slow to start. */
async function runFrontEnd(
  resolved: ResolvedRun,
  recording: RecordingFile | null,
): Promise<number> {
  const frontEnd = chooseFrontEnd(resolved.options, terminalFacts(process.env));
  await explainMissingDashboard(frontEnd);
  switch (frontEnd.name) {
    case 'dashboard': {
      const { trainInDashboard } = await import('./dashboard/train.js');
      return trainInDashboard(resolved, process.env, recording);
    }
    case 'announcements': {
      const { announce } = await import('./output/announce.js');
      const interruption = interruptionBySignal();
      const record = await recorderOf(resolved, recording);
      const status = await announce(resolved, STDOUT, interruption, record);
      return exitCode(status, interruption);
    }
    case 'records':
      return printRecords(resolved, recording);
  }
}

async function printRecords(
  resolved: ResolvedRun,
  recording: RecordingFile | null,
): Promise<number> {
  const { format: name } = resolved.options;
  if (name !== 'ndjson') {
    await printDrawnSeed(resolved);
  }
  const { trainHeadless } = await import('./output/headless.js');
  const format = await eventFormat(resolved);
  const record = await recorderOf(resolved, recording, name === 'ndjson' ? format : null);
  // The text says nothing about an interruption: a signal simply ends it.
  const isSilent = name === 'text' && record === null;
  const interruption = isSilent ? new AbortController().signal : interruptionBySignal();
  const world = { stdout: STDOUT, stderr: STDERR, interruption, record };
  return exitCode(await trainHeadless(runSettings(resolved), format, world), interruption);
}

/** Prints a random seed to stderr, so that the run can be repeated; text and CSV have no field for it. */
async function printDrawnSeed({ options, seed }: ResolvedRun): Promise<void> {
  if (seed !== null && options.seed === null) {
    await writeMessage(STDERR, `sinfit-tui: random seed; --seed ${seed} repeats this run\n`);
  }
}

/**
 * Records the run in a file as well; null if none was asked for.
 *
 * @param ndjson the format of the file if it is printed too, so that the analysis is computed once.
 */
async function recorderOf(
  resolved: ResolvedRun,
  recording: RecordingFile | null,
  ndjson: EventFormat | null = null,
): Promise<Recorder | null> {
  if (recording === null) {
    return null;
  }
  const { ndjsonFormat } = await import('./recording/ndjsonFormat.js');
  return recordIn(recording, ndjson ?? ndjsonFormat(resolved));
}

function exitCode(status: Outcome, interruption: AbortSignal): number {
  switch (status) {
    case 'finished':
      return 0;
    case 'diverged':
      return DIVERGED;
    case 'interrupted':
      return interruption.reason as number;
  }
}
