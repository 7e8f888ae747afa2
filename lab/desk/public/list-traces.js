import { askDesk } from './ask-desk.js';
import { createElement } from './create-element.js';
import { showCounts } from './show-counts.js';
import { showNoTraces } from './show-no-traces.js';
import { traceLine } from './trace-line.js';

/** More lines than anybody scrolls through; the filter looks at these. */
const MAX_TRACES = 200;

const list = document.getElementById('traces');
const filter = document.getElementById('filter');
const errorsOnly = document.getElementById('errors-only');
const brokenOnly = document.getElementById('broken-only');
/** Trace id -> its summary and its line on the page. */
const traces = new Map();
/** What came since the list was asked for, or null: its answer may be older. */
let news = null;
let drawing = false;

/** Shows the newest traces in #traces, as the filters want; returns what to do with the desk's events. */
export function listTraces() {
  document.getElementById('filters').addEventListener('submit', (event) => event.preventDefault());
  for (const input of [filter, errorsOnly, brokenOnly]) input.addEventListener('input', drawSoon);
  return { onTrace: hear, onStatus: status, onOpen: load };
}

async function load() {
  const since = [];
  news = since;
  const response = await askDesk(`/api/traces?limit=${MAX_TRACES}`);
  const { traces: newest } = await response.json();
  traces.clear();
  for (const summary of [...newest, ...since]) keep(summary);
  if (news === since) news = null;
  drawSoon();
}

function hear(summary) {
  news?.push(summary);
  keep(summary);
}

function status(counts) {
  const place = document.getElementById('counts');
  if (place) showCounts(place, counts);
  showNoTraces(document.getElementById('empty'), counts);
}

function keep(summary) {
  traces.set(summary.traceId, { summary, line: traceLine(summary, traces.get(summary.traceId)?.line) });
  drawSoon();
}

/** Many changes, one drawing per frame. */
function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw();
  });
}

function draw() {
  const newest = [...traces.values()].sort((a, b) => b.summary.startMs - a.summary.startMs);
  for (const { summary } of newest.slice(MAX_TRACES)) traces.delete(summary.traceId);
  const lines = newest
    .slice(0, MAX_TRACES)
    .filter(({ summary }) => isWanted(summary))
    .map(({ line }) => line);
  const wanted = new Set(lines);
  for (const line of [...list.children]) if (!wanted.has(line)) line.remove();
  // Only lines out of place move: a moved line would lose the keyboard focus.
  lines.forEach((line, at) => {
    if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
  });
  list.hidden = lines.length === 0;
  note(lines.length);
}

function isWanted(summary) {
  if (errorsOnly.checked && summary.errorCount === 0) return false;
  if (brokenOnly.checked && summary.complete) return false;
  const words = filter.value.trim().toLowerCase().split(/\s+/);
  const text = [summary.name, summary.traceId, summary.orderId, ...summary.services].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function note(shown) {
  const filtered = filter.value.trim() !== '' || errorsOnly.checked || brokenOnly.checked;
  let text = '';
  if (filtered && traces.size > 0)
    text = shown === 0 ? 'No trace matches the filter.' : `${shown} of ${traces.size} traces match.`;
  const place = document.getElementById('note');
  if (place.textContent !== text) place.replaceChildren(createElement('span', {}, text));
}
