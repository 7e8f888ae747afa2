import { askDesk } from './ask-desk.js';
import { drawWaterfall } from './draw-waterfall.js';
import { selectWithKeys } from './select-with-keys.js';
import { showDetails } from './show-details.js';
import { showOtherTraces } from './show-other-traces.js';
import { showProblems } from './show-problems.js';
import { showSides } from './show-sides.js';
import { showSummary } from './show-summary.js';
import { showWaiting } from './show-waiting.js';
import { watchDesk } from './watch-desk.js';
import { waterfallLines } from './waterfall-lines.js';

/** A trace that did not change for this long has probably arrived in full. */
const SETTLED_MS = 3000;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;

const traceId = location.pathname.split('/').pop().toLowerCase();
const find = (id) => document.getElementById(id);
const grid = find('waterfall');
const state = {
  /** What was produced, and what is drawn: that, or what is stored of it. */
  produced: null,
  detail: null,
  status: null,
  folded: new Set(),
  selected: location.hash.slice(1) || null,
  lines: [],
};
let loading = false;
let stale = false;
let settled;
const sides = showSides(find('sides'), traceId, onSide);

start();

function start() {
  if (TRACE_ID.test(traceId))
    watchDesk(`/api/events?traceId=${traceId}`, { onTrace: load, onAbsent: wait, onStatus });
  else wait({ reason: 'id-wrong', detail: 'A trace id has 32 hex digits, not all zero.' });
  find('show-logs').addEventListener('input', draw);
  find('unfold').addEventListener('click', () => fold(() => false));
  find('fold').addEventListener('click', () => fold(() => true));
  selectWithKeys(grid, { lines: () => state.lines, toggle, select });
}

function onStatus(status) {
  state.status = status;
}

/** A trace that is on the page stays there, even when the desk has let it go. */
function wait(absence) {
  if (state.detail !== null) return;
  showWaiting(find('summary'), traceId, absence, state.status);
  if (TRACE_ID.test(traceId)) sides.look();
}

/** What is stored stays to be seen when the desk has let its own go. */
function onSide(side, answer) {
  if (state.produced === null && answer.trace && side === 'produced') return sides.choose('stored');
  const wanted = side === 'stored' ? answer.trace : state.produced;
  if (wanted === null || wanted === state.detail) return;
  state.detail = wanted;
  find('board').hidden = false;
  drawAll();
}

/** Fetches the trace again, one fetch at a time; big traces are fetched less often, in proportion to what they cost. */
async function load() {
  stale = true;
  if (loading) return;
  loading = true;
  try {
    while (stale) {
      stale = false;
      const startedMs = performance.now();
      await fetchAndDraw();
      await new Promise((resolve) => setTimeout(resolve, Math.max(200, 4 * (performance.now() - startedMs))));
    }
  } finally {
    loading = false;
  }
}

async function fetchAndDraw() {
  const response = await askDesk(`/api/traces/${traceId}`);
  const answer = await response.json();
  if (!response.ok) return wait(answer);
  find('board').hidden = false;
  const shown = state.detail === state.produced;
  state.produced = answer;
  if (shown) state.detail = answer;
  clearTimeout(settled);
  settled = setTimeout(settle, SETTLED_MS);
  drawAll();
  await showOtherTraces(find('others'), traceId);
}

/** Now it is worth to ask what is stored of it. */
function settle() {
  drawAll();
  sides.look();
}

function drawAll() {
  drawHead();
  draw();
}

function drawHead() {
  const arriving = isArriving();
  showSummary(find('summary'), state.detail, arriving);
  showProblems(find('problems'), state.detail, arriving, select);
}

function isArriving() {
  return !state.detail.complete && Date.now() - state.detail.updatedMs < SETTLED_MS;
}

function draw() {
  const withLogs = find('show-logs').checked;
  // What has not come yet is not missed yet.
  state.lines = waterfallLines(state.detail, state.folded, { withLogs, withGhosts: !isArriving() });
  drawWaterfall(grid, state.lines, state.selected);
  showDetails(find('details'), state.lines.find(isSelected), state.detail, {
    close: () => select(null),
    select,
  });
}

function isSelected(line) {
  return line.key === state.selected;
}

function toggle(key, folded) {
  if (folded) state.folded.add(key);
  else state.folded.delete(key);
  draw();
}

function fold(isFolded) {
  const all = waterfallLines(state.detail, new Set(), { withLogs: false, withGhosts: false });
  state.folded = new Set(all.filter((line) => line.hasChildren && isFolded(line)).map((line) => line.key));
  draw();
}

/** Selects a line by its key, or none; the address names it, so that a link can lead to one span. */
function select(key) {
  state.selected = key;
  history.replaceState(null, '', key === null ? location.pathname : `#${key}`);
  if (key !== null && !state.lines.some(isSelected)) state.folded.clear();
  draw();
}
