const drawn = new WeakMap();

/**
 * Fills `place` with the elements that `draw` makes of `data`, but only when the data are others than the last time: what
 * is typed or read meanwhile stays. The focus stays on the element with the same `data-key`, a text's cursor included, or
 * goes to `fallback`.
 */
export function drawWhenChanged(place, data, draw, fallback) {
  const text = JSON.stringify(data);
  if (drawn.get(place) === text) return;
  drawn.set(place, text);
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const cursor = { start: focused?.selectionStart, end: focused?.selectionEnd };
  place.replaceChildren(...[draw(data)].flat().filter((child) => child !== null && child !== undefined));
  if (focused === null) return;
  const key = focused.dataset.key;
  const again = key === undefined ? null : place.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again ?? fallback)?.focus({ preventScroll: true });
  if (again?.type === 'text') again.setSelectionRange(cursor.start, cursor.end);
}
