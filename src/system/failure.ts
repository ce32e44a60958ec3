import { escapeInvisible } from '../text/quote.js';

/**
 * An unexpected error as the user sees it: one line, or the stack too under SINFIT_DEBUG=1.
 *
 * @returns text for stderr, with its line end.
 */
export function failureText(error: unknown, env: NodeJS.ProcessEnv): string {
  if (isDebugging(env) && error instanceof Error && error.stack !== undefined) {
    return `sinfit-tui: ${stacks(error).split('\n').map(escapeInvisible).join('\n')}\n`;
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return `sinfit-tui: ${escapeInvisible(message.replace(/\s*\n\s*/g, ' '))}\n`;
}

/** Whether SINFIT_DEBUG=1 asks for what only developers want to see. */
export function isDebugging(env: NodeJS.ProcessEnv): boolean {
  return env.SINFIT_DEBUG === '1';
}

/** The error's stack, and those of the errors that caused it. */
function stacks({ stack, cause }: Error): string {
  return cause instanceof Error ? `${stack}\nCaused by: ${stacks(cause)}` : `${stack}`;
}
