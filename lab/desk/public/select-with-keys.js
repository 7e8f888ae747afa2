/**
 * Mouse and keyboard of the treegrid: arrows move, fold and unfold, Home and End jump, Enter or Space selects, Escape
 * deselects. A click selects; a click on the triangle folds.
 */
export function selectWithKeys(grid, { lines, toggle, select }) {
  const lineOf = (event) =>
    lines().find((line) => line.key === event.target.closest('[data-key]')?.dataset.key);
  grid.addEventListener('click', (event) => {
    const line = lineOf(event);
    if (line === undefined) return;
    focusLine(grid, line);
    if (event.target.closest('[data-toggle]')) toggle(line.key, !line.isFolded);
    else select(line.key);
  });
  grid.addEventListener('keydown', (event) => {
    const line = lineOf(event);
    if (line === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!act(event.key, line, { all: lines(), grid, toggle, select })) return;
    event.preventDefault();
  });
}

/** Does what the key means on this line; false when it means nothing. */
function act(key, line, { all, grid, toggle, select }) {
  const at = all.indexOf(line);
  const targets = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) };
  if (key in targets) focusLine(grid, targets[key]);
  else if (key === 'ArrowRight' && line.isFolded) toggle(line.key, false);
  else if (key === 'ArrowRight' && line.hasChildren) focusLine(grid, all[at + 1]);
  else if (key === 'ArrowLeft' && line.hasChildren && !line.isFolded) toggle(line.key, true);
  else if (key === 'ArrowLeft') focusLine(grid, parentOf(line, all.slice(0, at)));
  else if (key === 'Enter' || key === ' ') select(line.key);
  else if (key === 'Escape') select(null);
  else return false;
  return true;
}

function parentOf(line, before) {
  return before.findLast((other) => other.depth < line.depth);
}

/** One line at a time is in the tab order: the one that has the focus. */
function focusLine(grid, line) {
  if (line === undefined) return;
  grid.querySelector('[data-key][tabindex="0"]')?.setAttribute('tabindex', '-1');
  const row = grid.querySelector(`[data-key="${CSS.escape(line.key)}"]`);
  row.setAttribute('tabindex', '0');
  row.focus();
}
