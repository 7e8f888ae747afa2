import type { Attributes, Log, Span } from '../desk/telemetry-types.ts';

/** Where a span or a log line has text of this form, in words; nothing when it has none. */
export function findText(item: Span | Log, pattern: RegExp): string[] {
  return 'body' in item ? findInLog(item, pattern) : findInSpan(item, pattern);
}

function findInSpan({ name, statusMessage, attributes, events }: Span, pattern: RegExp): string[] {
  return [
    ...(pattern.test(name) ? ['the name of a span'] : []),
    ...(pattern.test(statusMessage) ? ['a status message'] : []),
    ...findInAttributes(attributes, pattern),
    ...events.flatMap((event) => [
      ...(pattern.test(event.name) ? ['the name of an event'] : []),
      ...findInAttributes(event.attributes, pattern).map((where) => `${where} of an event`),
    ]),
  ];
}

function findInLog({ body, attributes }: Log, pattern: RegExp): string[] {
  return [
    ...(pattern.test(JSON.stringify(body)) ? ['the text of a log line'] : []),
    ...findInAttributes(attributes, pattern),
  ];
}

function findInAttributes(attributes: Attributes, pattern: RegExp): string[] {
  return Object.entries(attributes)
    .filter(([, value]) => pattern.test(JSON.stringify(value)))
    .map(([key]) => `the attribute ${key}`);
}
