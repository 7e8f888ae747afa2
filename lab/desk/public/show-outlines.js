import { askDesk } from './ask-desk.js';
import { createElement } from './create-element.js';
import { drawOutline } from './draw-outline.js';

/** Draws traces beside each other on one time axis, without those that the desk has no more. */
export async function showOutlines(place, traceIds, titleOf) {
  const query = new URLSearchParams(traceIds.map((traceId) => ['traceId', traceId]));
  const response = await askDesk(`/api/outlines?${query}`);
  if (!response.ok) return;
  const { outlines } = await response.json();
  const known = outlines.filter(({ spanCount }) => spanCount > 0).toSorted((a, b) => a.startMs - b.startMs);
  const fromMs = Math.min(...known.map(({ startMs }) => startMs));
  const toMs = Math.max(...known.map(({ endMs }) => endMs));
  const drawn = known.map((outline) => drawOutline(outline, { title: titleOf(outline), fromMs, toMs }));
  place.replaceChildren(createElement('div', { class: 'outlines' }, ...drawn));
}
