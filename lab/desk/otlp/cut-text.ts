/** Names end up in lists and events: longer ones are a mistake of the sender. */
export const MAX_NAME_LENGTH = 1_000;
/** A value longer than this is nothing that anybody reads in a trace. */
export const MAX_VALUE_LENGTH = 65_536;

/** The text, or its first `maxLength` characters and a note of how many more there were. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // A mere slice would keep the whole text in memory behind it.
  const kept = Buffer.from(text.slice(0, maxLength)).toString();
  return `${kept}… (${text.length - maxLength} more characters)`;
}
