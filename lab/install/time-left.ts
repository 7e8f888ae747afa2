// Before this share is done the machine's own pace says little: the first packages are small and wait for downloads.
const TRUSTED_SHARE = 0.1;

/**
 * Seconds that a build still takes: what was measured for it, replaced by this machine's pace the more of it has passed.
 * `share` is how much is done (0 to 1), `elapsed` the seconds that took, `measured` the seconds of the whole elsewhere.
 */
export function timeLeft(share: number, elapsed: number, measured: number): number {
  const trust = Math.min(1, share / TRUSTED_SHARE);
  const atThisPace = share > 0 ? elapsed / share : measured;
  return (1 - share) * (trust * atThisPace + (1 - trust) * measured);
}
