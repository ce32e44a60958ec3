import type { RunEvent } from '../runs/events.js';

/** The most events kept per lane. Only records are thinned, so that other events may exceed it. */
export const LANE_CAPACITY = 65_536;

/** Length after thinning, so that the next thinning is not due at once. */
const THINNED_LENGTH = (LANE_CAPACITY * 3) / 4;

/** An event and when it happened. */
export interface Timed {
  readonly time: number;
  readonly event: RunEvent;
}

/** What happened to the runs of a lane, one after the other. */
export interface Lane {
  /** Which of the recordings it is in. */
  readonly recording: number;
  events: Timed[];
  /** How many of them have been released. */
  released: number;
  /** How many there are before it is thinned. */
  limit: number;
  /** Length in iterations of a stretch, of which thinning keeps two records; see `thin`. */
  stretch: number;
  /** When its newest event happened. */
  end: number;
}

/** Thins a lane that has become too long, both what has been released and what has not. */
export function thinLane(lane: Lane): void {
  if (lane.events.length <= lane.limit) {
    return;
  }
  thinBy(lane, lane.stretch);
  while (lane.events.length > THINNED_LENGTH && lane.stretch < Number.MAX_SAFE_INTEGER) {
    thinBy(lane, 2 * lane.stretch);
  }
  const { length } = lane.events;
  lane.limit = length <= THINNED_LENGTH ? LANE_CAPACITY : 2 * length;
}

function thinBy(lane: Lane, stretch: number): void {
  const { events, released } = lane;
  const before = thin(events.slice(0, released), stretch);
  lane.events = [...before, ...thin(events.slice(released), stretch)];
  lane.released = before.length;
  lane.stretch = stretch;
}

/** Keeps, of the records in each stretch, those with the lowest and the highest loss; the last event stays. */
function thin(events: readonly Timed[], stretch: number): Timed[] {
  const kept: Timed[] = [];
  for (let start = 0; start < events.length; ) {
    const { event } = events[start]!;
    const isLike = ({ event: other }: Timed): boolean =>
      event.type === 'record' &&
      other.type === 'record' &&
      other.run === event.run &&
      Math.floor(other.state.iteration / stretch) === Math.floor(event.state.iteration / stretch);
    let end = start + 1;
    while (end < events.length - 1 && isLike(events[end]!)) {
      end += 1;
    }
    kept.push(...extremes(events.slice(start, end)));
    start = end;
  }
  return kept;
}

/** Those with the lowest and the highest loss. */
function extremes(row: readonly Timed[]): readonly Timed[] {
  const losses = row.map(({ event }) => (event.type === 'started' ? 0 : event.state.loss));
  const least = losses.indexOf(Math.min(...losses));
  const greatest = losses.indexOf(Math.max(...losses));
  return row.length <= 2 ? row : row.filter((_, i) => i === least || i === greatest);
}
