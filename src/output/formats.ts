import type { ResolvedRun } from '../options/start.js';
import type { EventFormat } from '../runs/events.js';

/** The format that the options ask for, loaded only when needed. */
export async function eventFormat(run: ResolvedRun): Promise<EventFormat> {
  switch (run.options.format) {
    case 'text': {
      const { tutorialFormat } = await import('./text.js');
      return tutorialFormat(run.options);
    }
    case 'ndjson': {
      const { ndjsonFormat } = await import('../recording/ndjsonFormat.js');
      return ndjsonFormat(run);
    }
    case 'csv': {
      const { csvFormat } = await import('./csv.js');
      return csvFormat(run.options);
    }
  }
}
