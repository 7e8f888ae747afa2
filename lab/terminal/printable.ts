/** Text that came from outside, safe for a terminal: every control character becomes a replacement mark. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '�');
}
