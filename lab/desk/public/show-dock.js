import { drawWhenChanged } from './draw-when-changed.js';
import { headlineOf } from './headline-of.js';

/** On narrow screens: a line at the lower edge that says how things stand and leads to the workbench. */
export function showDock(place, { workbook, judged, chapter }) {
  place.hidden = false;
  drawWhenChanged(place, textOf(workbook, judged, chapter), (text) => text);
}

function textOf({ running }, judged, { state }) {
  if (running !== null) return running.action === 'check' ? 'Checking…' : 'Working…';
  if (judged && !judged.stale) return headlineOf(judged.verdict);
  return state === 'active' ? 'Your work' : 'Start this chapter';
}
