/** Adds a capital and a full stop. */
export function asSentence(text: string): string {
  return `${capitalized(text)}.`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
