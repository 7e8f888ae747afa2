import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { ghostCells } from './ghost-cells.js';
import { logCells } from './log-cells.js';
import { spanCells } from './span-cells.js';

/** Deeper lines are not indented further, so that their names stay readable. */
const MAX_INDENT = 14;
const LONG = 300;
const CELLS = { span: spanCells, log: logCells, ghost: ghostCells };

/** Draws the lines as a WAI-ARIA treegrid; the focus stays on the line it was on. */
export function drawWaterfall(grid, lines, selected) {
  const focused = grid.contains(document.activeElement)
    ? document.activeElement.closest('[data-key]')?.dataset.key
    : null;
  const tabStop = [focused, selected].find((key) => lines.some((line) => line.key === key)) ?? lines[0]?.key;
  const rows = lines.map((line) => drawLine(line, line.key === selected, line.key === tabStop));
  grid.classList.toggle('waterfall-long', lines.length > LONG);
  grid.replaceChildren(drawHead(lines[0]?.whole ?? 0), ...rows);
  if (focused) grid.querySelector('[tabindex="0"]')?.focus({ preventScroll: true });
}

function drawHead(wholeMs) {
  const ticks = [0, 0.5, 1].map((part) => {
    const tick = createElement('span', { class: 'at' }, formatDuration(part * wholeMs));
    tick.style.setProperty('--left', `${part * 100}%`);
    return tick;
  });
  return createElement(
    'div',
    { role: 'row', class: 'line line-head' },
    createElement('div', { role: 'columnheader', class: 'name' }, 'Span'),
    createElement('div', { role: 'columnheader', class: 'kind' }, 'Kind'),
    createElement('div', { role: 'columnheader', class: 'duration' }, 'Duration'),
    createElement(
      'div',
      { role: 'columnheader', class: 'axis' },
      createElement('span', { class: 'visually-hidden' }, 'Timeline'),
      ...ticks,
    ),
  );
}

function drawLine(line, isSelected, isTabStop) {
  const row = createElement(
    'div',
    {
      role: 'row',
      class: `line line-${kindOf(line)}`,
      'data-key': line.key,
      'aria-level': line.depth + 1,
      'aria-expanded': line.hasChildren ? String(!line.isFolded) : null,
      'aria-selected': String(isSelected),
      tabindex: isTabStop ? 0 : -1,
    },
    ...CELLS[kindOf(line)](line),
  );
  row.style.setProperty('--indent', Math.min(line.depth, MAX_INDENT));
  row.style.setProperty('--left', `${line.left}%`);
  row.style.setProperty('--width', `${line.width}%`);
  return row;
}

function kindOf(line) {
  return line.span ? 'span' : line.log ? 'log' : 'ghost';
}
