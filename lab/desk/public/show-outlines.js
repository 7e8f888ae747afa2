import { createElement } from './create-element.js';
import { drawOutline } from './draw-outline.js';

/** Draws traces beside each other on one time axis, without those that the desk has no more. */
export async function showOutlines(place, traceIds, titleOf) {
  const outlines = await Promise.all(traceIds.map(fetchOutline));
  const known = outlines.filter((outline) => outline !== null && outline.spanCount > 0);
  const fromMs = Math.min(...known.map(({ startMs }) => startMs));
  const toMs = Math.max(...known.map(({ endMs }) => endMs));
  const drawn = known.map((outline) => drawOutline(outline, { title: titleOf(outline), fromMs, toMs }));
  place.replaceChildren(createElement('div', { class: 'outlines' }, ...drawn));
}

async function fetchOutline(traceId) {
  const response = await fetch(`/api/traces/${traceId}/outline`).catch(() => null);
  return response?.ok ? response.json() : null;
}
