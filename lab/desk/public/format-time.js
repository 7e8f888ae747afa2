const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** Epoch milliseconds as local time of day with milliseconds, 13:37:42.123. */
export function formatTime(ms) {
  return clock.format(new Date(ms));
}
