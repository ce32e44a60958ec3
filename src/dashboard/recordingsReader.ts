import { analyse } from '../fit/analysis.js';
import { INTERVAL, type ResolvedRun } from '../options/start.js';
import { type Batch, EMPTY_BATCH, type Recording } from '../recording/open.js';
import { withName } from '../recording/readingError.js';
import { now } from '../system/clock.js';
import { fileProblem } from '../system/fileProblem.js';
import type { Event } from './model/events.js';
import { runName } from './model/selectors.js';
import type { Run, Size, State } from './model/state.js';
import type { Playback } from './playback.js';
import { createTranslator, type Translator } from './translator.js';

const BEFORE = 'This is what it contained before';
const GONE = `The file is gone; waiting for a new one. ${BEFORE}.`;
const REWRITING = `The file is being rewritten. ${BEFORE}.`;
const REWRITTEN = 'The file was rewritten. This is what it contains now.';

/** A recording with its name, safe for messages. */
export interface NamedRecording {
  readonly name: string;
  readonly recording: Recording;
}

/**
 * Takes what recordings contain, batch by batch: adds the events of their runs to the playback, and
 * returns what to say about the recordings as events of the dashboard. Call `begin` first.
 */
export class RecordingsReader {
  /** What follows in each recording, up to where one of several is rewritten. */
  readonly batches: readonly AsyncGenerator<Batch>[];
  readonly #recordings: readonly NamedRecording[];
  readonly #playback: Playback;
  readonly #size: Size;
  /** One for each recording, as are translators and warnings. */
  readonly #problems: ResolvedRun[];
  /** None while a single recording is being rewritten. */
  #translators: readonly Translator[] = [];
  readonly #warnings: (string | null)[];
  #firstRuns: readonly Run[] = [];
  #failure: Error | null = null;

  constructor(recordings: readonly NamedRecording[], playback: Playback, size: Size) {
    this.#recordings = recordings;
    this.#playback = playback;
    this.#size = size;
    this.batches = recordings.map(({ recording: { batches } }) =>
      this.isSingle ? batches : untilRewritten(batches),
    );
    this.#problems = recordings.map(({ recording }) => recording.problem);
    this.#warnings = recordings.map(() => null);
  }

  /** Whether there is only one recording. */
  get isSingle(): boolean {
    return this.#recordings.length === 1;
  }

  /** The present problem of the first recording. */
  get problem(): ResolvedRun {
    return this.#problems[0]!;
  }

  /** The first runs of all recordings, at their start. */
  get firstRuns(): readonly Run[] {
    return this.#firstRuns;
  }

  /** Whether nothing can be played, because a single recording is being rewritten. */
  get isBeingRewritten(): boolean {
    return this.#translators.length === 0;
  }

  /** What ended a recording last, with its name; null if nothing did. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Loads the playback with the first runs of all recordings, and returns the state at their start. */
  begin(): State {
    let lane = 0;
    this.#translators = this.#problems.map((problem, index) => {
      const translator = createTranslator(problem, { index, count: this.#recordings.length, lane });
      lane += translator.first.length;
      return translator;
    });
    const every = Math.max(...this.#problems.map(({ options }) => options.every));
    this.#playback.load(
      this.#translators.map(({ first }) => first),
      every,
      now(),
    );
    const starts = this.#translators.map((translator) => translator.start(this.#size));
    this.#firstRuns = starts.flatMap(({ live }) => live);
    const beginning = { ...starts[0]!, live: this.#firstRuns };
    return { ...beginning, message: this.isSingle ? null : this.#whoIsWho(beginning) };
  }

  /** Computes the analysis of the present problem. */
  analysis(): Event {
    return analysisOf(this.problem);
  }

  /**
   * Reads what the recordings contain so far; of a file that is being rewritten, up to there, because
   * nothing more may ever come.
   *
   * @throws the error of a source, with the name of the recording.
   */
  async readPresent(): Promise<Event[]> {
    const events: Event[] = [];
    for (const [index, batches] of this.batches.entries()) {
      try {
        for (let atEnd = false; !atEnd; ) {
          const { value: batch, done } = await batches.next();
          atEnd = done || batch.atEnd || batch.error !== null || batch.change !== null;
          events.push(...this.accept(index, batch ?? EMPTY_BATCH));
        }
      } catch (error) {
        throw withName(error, this.#recordings[index]!.name);
      }
    }
    return events;
  }

  /**
   * Accepts the next batch of a recording. While a file is being rewritten, nothing is translated.
   *
   * @returns the events to dispatch at once; the others are added to the playback.
   */
  accept(index: number, batch: Batch): Event[] {
    if (batch.change !== null) {
      return this.#change(index, batch.change);
    }
    const events: Event[] = [];
    if (batch.problem !== null) {
      this.#problems[index] = batch.problem;
      events.push({ type: 'recordingRewritten', state: this.begin() });
      events.push(analysisOf(batch.problem));
      events.push({ type: 'message', text: REWRITTEN });
    }
    const translated = this.#translators[index]?.translate(batch);
    this.#playback.add(index, translated?.events ?? []);
    if (translated?.warning !== undefined) {
      events.push(this.#warn(index, translated.warning));
    }
    return batch.error === null ? events : [...events, ...this.fail(index, batch.error)];
  }

  /** Remembers the error that ended a recording, and warns of it. */
  fail(index: number, error: unknown): Event[] {
    const problem = fileProblem(error);
    this.#failure = new Error(`${this.#recordings[index]!.name}: ${problem}`, { cause: error });
    const newest = this.#translators[index]?.newest();
    const shown = newest === undefined ? BEFORE : `Recorded up to iteration ${newest}`;
    return [...this.ended(), this.#warn(index, `${problem}. ${shown}.`)];
  }

  /** Once everything has been played, reports that the unfinished runs will not continue. */
  ended(): Event[] {
    return this.#playback.isFollowing ? [{ type: 'recordingEnded' }] : [];
  }

  /** A file is gone or being rewritten. A single one that is being rewritten plays no more. */
  #change(index: number, change: NonNullable<Batch['change']>): Event[] {
    const isReplaced = change === 'rewritten' && this.isSingle;
    if (isReplaced) {
      this.#translators = [];
      this.#failure = null;
      this.#playback.load([], 1, now());
    }
    return [
      ...(isReplaced ? [{ type: 'recordingEnded' } as const] : this.ended()),
      { type: 'message', text: null },
      this.#warn(index, change === 'rewritten' ? REWRITING : GONE),
    ];
  }

  /** The warning of one recording, or the warnings of all with their names. */
  #warn(index: number, text: string | null): Event {
    const name = this.isSingle ? '' : `${this.#recordings[index]!.name}: `;
    this.#warnings[index] = text === null ? null : name + text;
    const shown = this.#warnings.filter((warning) => warning !== null);
    return { type: 'warning', text: shown.length === 0 ? null : shown.join(' ') };
  }

  /** Which runs each of several recordings has: `A a.ndjson, B C b.ndjson`. */
  #whoIsWho(state: State): string {
    const names = this.#recordings.map(({ name }, index) => {
      const { first } = this.#translators[index]!;
      return [...first.map(({ lane }) => runName(state, state.live[lane]!)), name].join(' ');
    });
    return `${names.join(', ')}.`;
  }
}

/** One of several recordings stays as it was when it is rewritten: the new one may be of another problem. */
async function* untilRewritten(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    yield batch;
    if (batch.change === 'rewritten') {
      return;
    }
  }
}

function analysisOf({ options: { samples, degree } }: ResolvedRun): Event {
  return { type: 'analysis', analysis: analyse(samples, INTERVAL, degree) };
}
