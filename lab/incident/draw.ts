/** Chance that a seed decides: the same seed, the same incident. */
export type Draw = {
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number;
  pick: <T>(items: readonly [T, ...T[]]) => T;
};

/** A small generator of pseudo-random numbers (mulberry32); `seed` is any whole number. */
export function drawBy(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { between, pick: (items) => items[between(0, items.length - 1)] ?? items[0] };
}
