import { escapeInvisible } from '../text/quote.js';

/**
 * An unexpected error as the user sees it: one line, or with SINFIT_DEBUG=1 the stack too.
 *
 * @returns text for stderr, with a newline at the end.
 */
export function failureText(error: unknown, env: NodeJS.ProcessEnv): string {
  if (isDebugging(env) && error instanceof Error && error.stack !== undefined) {
    return `sinfit-tui: ${stacks(error).split('\n').map(escapeInvisible).join('\n')}\n`;
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return `sinfit-tui: ${escapeInvisible(message.replace(/\s*\n\s*/g, ' '))}\n`;
}

/** Whether SINFIT_DEBUG=1 asks for output meant for developers. */
export function isDebugging(env: NodeJS.ProcessEnv): boolean {
  return env.SINFIT_DEBUG === '1';
}

/** The stacks of the error and of the errors that caused it. */
function stacks({ stack, cause }: Error): string {
  return cause instanceof Error ? `${stack}\nCaused by: ${stacks(cause)}` : `${stack}`;
}
