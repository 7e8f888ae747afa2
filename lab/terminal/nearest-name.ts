const MOST_CHANGES = 3;

/** The name that somebody has probably meant: it begins with `text`, or at most three letters differ. */
export function nearestName<Name extends string>(text: string, names: readonly Name[]): Name | undefined {
  const begun = text.length > 1 ? names.find((name) => name.startsWith(text)) : undefined;
  if (begun) return begun;
  const [nearest] = names
    .map((name) => ({ name, changes: distance(name, text) }))
    .filter(({ name, changes }) => changes <= MOST_CHANGES && changes < name.length)
    .sort((a, b) => a.changes - b.changes);
  return nearest?.name;
}

/** Levenshtein distance: how many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
