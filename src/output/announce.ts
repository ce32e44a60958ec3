import { type Analysis, analyse, stabilityLimit } from '../fit/analysis.js';
import type { Snapshot } from '../fit/descent.js';
import type { Optimizer } from '../fit/optimizers.js';
import { coefficientNames } from '../fit/polynomial.js';
import { significantCoefficients } from '../fit/rounding.js';
import { optimizerTitle } from '../options/optimizers.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun, type RunSettings, runSettings } from '../options/start.js';
import type { Recorder } from '../recording/recorder.js';
import { endingText, rateProblem } from '../runs/divergence.js';
import {
  type Ended,
  type EventFormat,
  type Outcome,
  type RunEvent,
  reportedOutcome,
  worst,
} from '../runs/events.js';
import { type Target, writeText } from '../system/standardStreams.js';
import { count } from '../text/count.js';
import { numberText } from '../text/numberText.js';
import { asSentence, capitalized } from '../text/sentence.js';
import type { Progress } from '../training/protocol.js';
import { type Session, startSession } from '../training/session.js';

/**
 * Trains at the chosen pace and says what happens in plain sentences, one per line: the start, every
 * record, and how each run ends.
 *
 * @param interruption stops training.
 * @param record receives every event too; an error that it throws ends training.
 * @returns interrupted if that happened, else diverged if any run diverged or cannot converge, else
 *   finished.
 * @throws Error when a worker fails or stdout cannot be written.
 */
export async function announce(
  run: ResolvedRun,
  stdout: Target,
  interruption: AbortSignal,
  record: Recorder | null = null,
): Promise<Outcome> {
  const { pace } = run.options;
  const sentences = announcements(run);
  await writeText(stdout, sentences.head);
  const sessions: Session[] = [];
  // Each sentence waits for the one before; the first that cannot be written ends everything.
  let said = Promise.resolve();
  try {
    const outcomes = await Promise.all(runSettings(run).map(announceRun));
    await said;
    return worst(outcomes);
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }

  function announceRun(settings: RunSettings, lane: number): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      let hasEnded = false;

      function take(events: readonly RunEvent[]): void {
        const text = events.map(sentences.text).join('');
        said = said.then(() => writeText(stdout, text));
        said.catch(reject);
        try {
          record?.(events);
        } catch (error) {
          reject(error);
        }
        const last = events.at(-1);
        if (last?.type === 'ended') {
          hasEnded = true;
          resolve(reportedOutcome(last.status, sentences.divergence(last)));
        }
      }

      const session = startSession(
        {
          run: lane,
          settings,
          pace,
          paused: interruption.aborted,
          watched: false,
          analyse: false,
        },
        {
          onProgress(progress) {
            if (!hasEnded) {
              take(eventsOf(progress));
            }
            // A slow reader slows training down, and signals are handled between two messages.
            return said.then(() => new Promise(setImmediate), reject);
          },
          onAnalysis() {},
          onFailure: reject,
        },
      );
      sessions.push(session);
      interruption.addEventListener('abort', () => session.send({ type: 'pause' }));
    });
  }
}

/** The events of a run; a pause is an interruption, because nothing else pauses it. */
function eventsOf({ run, status, events, present }: Progress): readonly RunEvent[] {
  return status === 'paused'
    ? [...events, { type: 'ended', run, status: 'interrupted', state: present }]
    : events;
}

/** The sentences for events; for the end of a run also why it does not converge. */
interface Announcements extends EventFormat {
  divergence(event: Ended): string | null;
}

/** One run for each learning rate, in sentences. */
function announcements(run: ResolvedRun): Announcements {
  const { options, initial } = run;
  const { learningRates, optimizers, schedule, samples, degree } = options;
  const limit = stabilityLimit(samples, INTERVAL, degree);
  const isRace = new Set(optimizers.map(optimizerTitle)).size > 1;
  let analysis: Analysis | undefined;

  /** As late as possible: it takes two passes over the points. */
  function analysed(): Analysis {
    analysis ??= analyse(samples, INTERVAL, degree);
    return analysis;
  }

  function text(lane: number, sentences: readonly string[]): string {
    const whose = methodText(learningRates[lane]!, isRace ? optimizers[lane]! : null);
    const prefix = learningRates.length > 1 ? `${capitalized(whose)}: ` : '';
    return sentences.map((sentence) => `${prefix}${sentence}\n`).join('');
  }

  function divergence(event: Ended): string | null {
    const start = { initial, learningRate: learningRates[event.run]! };
    return endingText(event, start, schedule, analysed());
  }

  const warnings = learningRates.map((rate, lane) =>
    text(lane, rateSentences(rate, optimizers[lane]!, options, limit)),
  );
  return {
    head: `${startSentence(run)}\n${warnings.join('')}`,
    divergence,
    text(event) {
      switch (event.type) {
        case 'record':
          return text(event.run, [recordSentence(event.state)]);
        case 'ended': {
          const problem = divergence(event);
          return text(event.run, [
            ...outcomeSentences(event.status, event.state, analysed()),
            ...(problem === null ? [] : [asSentence(problem)]),
          ]);
        }
        default:
          return '';
      }
    },
  };
}

/** The sentences about which of a run's learning rates are too large. */
function rateSentences(
  learningRate: number,
  optimizer: Optimizer,
  { schedule, iterations }: Options,
  limit: number,
): readonly string[] {
  const changes = [{ iteration: 0, learningRate }, ...schedule].filter(
    ({ iteration }) => iteration < iterations,
  );
  return changes.flatMap(({ iteration, learningRate }, i) => {
    const problem = rateProblem(limit, learningRate, optimizer);
    if (problem === null) {
      return [];
    }
    const next = changes[i + 1];
    if (next) {
      // A loss that rises may fall again at the next rate.
      return [asSentence(`from iteration ${iteration} to ${next.iteration}, ${problem}`)];
    }
    const from = iteration === 0 ? '' : `from iteration ${iteration} on, `;
    return [asSentence(`this does not converge: ${from}${problem}`)];
  });
}

/** A run's learning rate and, if given, its optimizer. */
function methodText(learningRate: number, optimizer: Optimizer | null): string {
  const rate = `learning rate ${numberText(learningRate)}`;
  return optimizer === null ? rate : `${optimizerTitle(optimizer)} at ${rate}`;
}

/** The sentence about what is trained, and from where. */
export function startSentence({ options, seed }: ResolvedRun): string {
  const { degree, samples, iterations, optimizers, learningRates, schedule } = options;
  const start = seed === null ? 'from the coefficients given' : `from seed ${seed}`;
  const list = new Intl.ListFormat('en-GB');
  const what = learningRates.length === 1 ? 'learning rate' : 'learning rates';
  const methods = optimizers.every(({ name }) => name === 'sgd')
    ? `${what} ${list.format(learningRates.map(numberText))}`
    : list.format(learningRates.map((rate, lane) => methodText(rate, optimizers[lane]!)));
  const changes = schedule.map(
    ({ iteration, learningRate }) => `${numberText(learningRate)} from iteration ${iteration}`,
  );
  const later = changes.length === 0 ? '' : `, then ${list.format(changes)}`;
  return (
    `Training a polynomial of degree ${degree} on ${samples} points of sin(x) for ` +
    `${count(iterations, 'iteration')}, ${start}, with ${methods}${later}.`
  );
}

function recordSentence({ iteration, loss }: Snapshot): string {
  return `Iteration ${iteration}: loss ${rounded(loss)}.`;
}

/** How a run ended, with its result; for a diverged one `divergenceText` says everything. */
function outcomeSentences(status: Outcome, present: Snapshot, analysis: Analysis): string[] {
  const { iteration, loss, coefficients } = present;
  switch (status) {
    case 'diverged':
      return [];
    case 'interrupted':
      return [`Interrupted at iteration ${iteration}: loss ${rounded(loss)}.`];
    case 'finished': {
      const least = analysis.optimum.loss;
      const names = coefficientNames(analysis.degree);
      const significant = significantCoefficients(analysis, coefficients);
      const result = significant.map((value, k) => `${names[k]} is ${rounded(value)}`);
      return [
        `Finished after ${count(iteration, 'iteration')}: loss ${rounded(loss)}; the least possible is ` +
          `${rounded(least)}.`,
        `In the result, ${result.join(', ')}.`,
      ];
    }
  }
}

/** A number with few enough digits to listen to. */
function rounded(value: number): string {
  return numberText(Number(value.toPrecision(6)));
}
