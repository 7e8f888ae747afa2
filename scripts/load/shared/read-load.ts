/** How much: the highest rate in iterations per second, and the whole length in seconds. */
export type Load = { perSecond: number; seconds: number };

/** The load of a scenario: its usual one, unless LOAD_RATE and LOAD_SECONDS say otherwise. */
export function readLoad(usual: Load): Load {
  return {
    perSecond: wholeNumber('LOAD_RATE') ?? usual.perSecond,
    seconds: wholeNumber('LOAD_SECONDS') ?? usual.seconds,
  };
}

function wholeNumber(name: string): number | undefined {
  const text = __ENV[name];
  if (!text) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name} must be a whole number above 0, not "${text}"`);
}
