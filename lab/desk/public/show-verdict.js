import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';
import { headlineOf } from './headline-of.js';
import { missingEdge } from './missing-edge.js';
import { showOutlines } from './show-outlines.js';

const TONES = { right: 'good', 'not-well': 'warn' };
const MAX_TRACES = 3;

/**
 * Shows the last verdict: what was expected and found, where to look, and the traces that show it. While a newer one is made,
 * it says that it is the old one.
 */
export function showVerdict(place, { judged, workbook, chapter }) {
  drawWhenChanged(place, judged, () => {
    if (judged === undefined) return null;
    const { verdict, stale } = judged;
    const { finding, points = [], result } = verdict;
    const traceIds = (finding ?? verdict).traceIds ?? [];
    const traces = createElement('div');
    drawTraces(traces, traceIds.slice(0, MAX_TRACES));
    return createElement(
      'section',
      { class: `verdict verdict-${TONES[result] ?? 'bad'}`, 'aria-labelledby': 'verdict-title' },
      createElement(
        'div',
        { class: 'verdict-words' },
        createElement(
          'h3',
          { id: 'verdict-title' },
          createElement('span', { class: 'verdict-before' }, 'Before this check: '),
          `${result === 'right' ? '✓ ' : ''}${headlineOf(verdict)}`,
        ),
        createElement('p', { class: 'verdict-when' }, when(judged)),
        stale ? createElement('p', { class: 'verdict-stale' }, 'The file was saved since then.') : null,
        result === 'right' ? afterwards() : null,
        finding ? found(finding) : null,
        result === 'not-well' ? notWell(verdict) : null,
      ),
      finding?.missingEdge ? missingEdge(finding.missingEdge) : null,
      pointList(points),
      traces,
    );
  });
  const isOld = judged !== undefined && isBeingChecked(workbook, chapter.number, judged.atMs);
  place.firstElementChild?.classList.toggle('verdict-old', isOld);
}

/** The verdict of the check that runs may be there before its command has ended. */
function isBeingChecked({ running, waiting }, number, atMs) {
  const isCheck = (wish) => wish.action === 'check' && wish.number === number;
  return waiting.some(isCheck) || (running !== null && isCheck(running) && atMs < running.startedMs);
}

function when({ verdict, atMs }) {
  const time = new Date(atMs).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `Checked at ${time} in ${verdict.seconds.toFixed(1)} s`;
}

function afterwards() {
  return createElement(
    'p',
    {},
    'Why it works, and what else would have: ',
    createElement('a', { href: `${location.pathname}/answer` }, 'the answer'),
    '.',
  );
}

function found({ expected, found, look }) {
  return createElement(
    'dl',
    { class: 'finding' },
    createElement('dt', {}, 'Expected'),
    createElement('dd', {}, expected),
    createElement('dt', {}, 'Found'),
    createElement('dd', {}, found),
    createElement('dt', {}, 'Look'),
    createElement('dd', {}, look),
  );
}

function notWell({ problem, next }) {
  return createElement(
    'div',
    {},
    createElement('p', {}, problem),
    ...next.map((step) => createElement('p', {}, createElement('code', {}, step))),
  );
}

function pointList(points) {
  if (points.length === 0) return null;
  return createElement(
    'ul',
    { class: 'points' },
    ...points.map(({ text, holds }) =>
      createElement(
        'li',
        { class: holds ? 'holds' : 'fails' },
        createElement('span', { class: 'visually-hidden' }, holds ? 'holds: ' : 'does not hold: '),
        text,
      ),
    ),
  );
}

async function drawTraces(place, traceIds) {
  if (traceIds.length === 0) return;
  await showOutlines(place, traceIds, ({ name, service, traceId }) =>
    traceId === traceIds[0] ? 'Your checkout' : `${name} (${service})`,
  );
}
