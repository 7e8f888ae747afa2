/** Longer values would freeze the page. */
const MAX_LENGTH = 20_000;

/** A decoded attribute value as text: strings as they are, the rest as JSON, very long ones cut. */
export function valueText(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return text.length > MAX_LENGTH
    ? `${text.slice(0, MAX_LENGTH)}… (${text.length - MAX_LENGTH} more characters)`
    : text;
}
