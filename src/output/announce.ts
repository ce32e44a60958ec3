import { analyse, stabilityLimit } from '../fit/analysis.js';
import { coefficientNames } from '../fit/polynomial.js';
import { significantCoefficients } from '../fit/rounding.js';
import type { Options } from '../options/options.js';
import { INTERVAL, type ResolvedRun, runSettings } from '../options/start.js';
import { count } from '../options/words.js';
import type { RunObserver } from '../recording/observer.js';
import { asSentence, divergenceText, lastUpdateRate, rateProblem } from '../runs/divergence.js';
import { type Outcome, type OutcomeStatus, worst } from '../runs/format.js';
import { type Target, writeText } from '../system/stdout.js';
import { numberText } from '../text/numberText.js';
import type { Progress, Snapshot } from '../training/protocol.js';
import { type Session, startSession } from '../training/session.js';

/**
 * Trains at the pace wanted and says what happens in plain sentences, one a line: the start, every
 * record, and how each run ends.
 *
 * @param interruption ends the training where it stands.
 * @param observer is told of every record and outcome too; what it throws ends the training.
 * @returns interrupted if that happened, else diverged if any run did or does not converge, else
 *   finished.
 * @throws Error when a worker fails or stdout cannot be written.
 */
export async function announce(
  run: ResolvedRun,
  stdout: Target,
  interruption: AbortSignal,
  observer: RunObserver | null = null,
): Promise<OutcomeStatus> {
  const { learningRates, schedule, pace, iterations, samples, degree } = run.options;
  const limit = stabilityLimit(samples, INTERVAL, degree);
  await writeText(stdout, `${startSentence(run)}\n`);
  const sessions: Session[] = [];
  // Sentences wait for each other; the first that cannot be written ends it all.
  let said = Promise.resolve();
  try {
    const statuses = await Promise.all(learningRates.map(announceRun));
    await said;
    return worst(statuses);
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }

  function announceRun(learningRate: number, lane: number): Promise<OutcomeStatus> {
    const whose = learningRates.length > 1 ? `Learning rate ${numberText(learningRate)}: ` : '';
    return new Promise((resolve, reject) => {
      let ended = false;
      let startLoss = Number.NaN;
      const say = (...sentences: readonly string[]): void => {
        const text = sentences.map((sentence) => `${whose}${sentence}\n`).join('');
        said = said.then(() => writeText(stdout, text));
        said.catch(reject);
      };
      const changes = [{ iteration: 0, learningRate }, ...schedule].filter(
        ({ iteration }) => iteration < iterations,
      );
      for (const [i, change] of changes.entries()) {
        const problem = rateProblem(limit, change.learningRate);
        const next = changes[i + 1];
        if (problem !== null && next) {
          // What goes up may come down again at the next rate.
          say(asSentence(`from iteration ${change.iteration} to ${next.iteration} ${problem}`));
        } else if (problem !== null) {
          const from = change.iteration === 0 ? '' : `from iteration ${change.iteration} on `;
          say(asSentence(`this does not converge: ${from}${problem}`));
        }
      }
      const observe = (records: readonly Snapshot[], outcome: Outcome | null): void => {
        try {
          for (const record of records) {
            observer?.record(lane, record);
          }
          if (outcome !== null) {
            observer?.outcome(lane, outcome);
          }
        } catch (error) {
          reject(error);
        }
      };
      const session = startSession(
        {
          settings: runSettings(run, learningRate),
          pace,
          paused: interruption.aborted,
          analyse: false,
        },
        {
          onProgress({ status, records, present }) {
            const outcome = outcomeOf(status);
            if (ended) {
              return;
            }
            // The first progress is that of the start.
            startLoss = Number.isNaN(startLoss) ? present.loss : startLoss;
            say(...records.map(recordSentence));
            observe(records, outcome && { status: outcome, present });
            if (outcome !== null) {
              ended = true;
              const lastRate = lastUpdateRate(present, learningRate, schedule);
              const divergence = divergenceText(
                {
                  diverged: outcome === 'diverged',
                  present: { ...present, learningRate: lastRate },
                  startLoss,
                },
                limit,
                samples,
              );
              say(...outcomeSentences(outcome, present, run.options));
              if (divergence !== null) {
                say(asSentence(divergence));
              }
              resolve(outcome === 'finished' && divergence !== null ? 'diverged' : outcome);
            }
            // A slow reader slows the training down, and signals are heard between two progresses.
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

/** How a run with this status has ended; null while it has not. Only an interruption pauses it. */
function outcomeOf(status: Progress['status']): OutcomeStatus | null {
  switch (status) {
    case 'running':
      return null;
    case 'paused':
      return 'interrupted';
    default:
      return status;
  }
}

/** What is trained, and where it starts. */
export function startSentence({ options, seed }: ResolvedRun): string {
  const { degree, samples, iterations, learningRates, schedule } = options;
  const start = seed === null ? 'from the coefficients given' : `from seed ${seed}`;
  const list = new Intl.ListFormat('en-GB');
  const rates = list.format(learningRates.map(numberText));
  const changes = schedule.map(
    ({ iteration, learningRate }) => `${numberText(learningRate)} from iteration ${iteration}`,
  );
  const later = changes.length === 0 ? '' : `, then ${list.format(changes)}`;
  const what = learningRates.length === 1 ? 'learning rate' : 'learning rates';
  return (
    `Training a polynomial of degree ${degree} on ${samples} points of sin(x) for ` +
    `${count(iterations, 'iteration')}, ${start}, with ${what} ${rates}${later}.`
  );
}

/** What a record says. */
export function recordSentence({ iteration, loss }: Snapshot): string {
  return `Iteration ${iteration}: loss ${rounded(loss)}.`;
}

/** How a run ended and what came out of it; of a diverged one `divergenceText` says all. */
export function outcomeSentences(
  status: OutcomeStatus,
  present: Snapshot,
  { degree, samples }: Options,
): string[] {
  const { iteration, loss, coefficients } = present;
  switch (status) {
    case 'diverged':
      return [];
    case 'interrupted':
      return [`Interrupted at iteration ${iteration}: loss ${rounded(loss)}.`];
    case 'finished': {
      const analysis = analyse(samples, INTERVAL, degree);
      const least = analysis.optimum.loss;
      const names = coefficientNames(degree);
      const significant = significantCoefficients(analysis, coefficients);
      const result = significant.map((value, k) => `${names[k]} is ${rounded(value)}`);
      return [
        `Finished after ${count(iteration, 'iteration')}: loss ${rounded(loss)}, the least possible is ` +
          `${rounded(least)}.`,
        `In the result ${result.join(', ')}.`,
      ];
    }
  }
}

/** Few enough digits to listen to. */
function rounded(value: number): string {
  return numberText(Number(value.toPrecision(6)));
}
