/** More in one answer would need more heap than the desk has to spare. */
const MAX_ANSWER_BYTES = 16 * 1048576;

/** The first `limit` items, or fewer when they are so big that the answer would be; `bytesOf` estimates one item. */
export function takeWithin<Item>(
  items: Iterable<Item>,
  limit: number,
  bytesOf: (item: Item) => number,
): Item[] {
  const taken: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    bytes += bytesOf(item);
    if (taken.length >= limit || bytes > MAX_ANSWER_BYTES) break;
    taken.push(item);
  }
  return taken;
}
