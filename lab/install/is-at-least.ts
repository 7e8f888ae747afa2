/** Whether a version such as 1.26.8 is `least` or newer, number by number; a release candidate counts as its release. */
export function isAtLeast(version: string, least: string): boolean {
  const [have = [], want = []] = [version, least].map((text) =>
    (text.match(/\d+/g) ?? []).slice(0, 3).map(Number),
  );
  for (const [index, wanted] of want.entries()) {
    const difference = (have[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
