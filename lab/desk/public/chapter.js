import { addCopyButtons } from './add-copy-buttons.js';
import { announce } from './announce.js';
import { askLab } from './ask-lab.js';
import { bringIntoView } from './bring-into-view.js';
import { showActions } from './show-actions.js';
import { showDock } from './show-dock.js';
import { showHints } from './show-hints.js';
import { showNote } from './show-note.js';
import { showQuestions } from './show-questions.js';
import { showRunning } from './show-running.js';
import { showTask } from './show-task.js';
import { showVerdict } from './show-verdict.js';
import { watchDesk } from './watch-desk.js';

const find = (id) => document.getElementById(id);
const number = location.pathname.split('/')[2].slice(0, 2);
let workbook = null;
/** Why the desk did not take an action; until the next one. */
let refusal = null;

addCopyButtons(find('text'));
watchDesk('/api/events?workbook=true', { onWorkbook: show });

function show(state) {
  const before = workbook;
  announce(find('announcement'), before, state, number);
  workbook = state;
  draw();
  bringIntoView(find('workbench'), before, state, number);
}

function draw() {
  const chapter = workbook.chapters.find((listed) => listed.number === number);
  if (chapter === undefined) return;
  const judged = workbook.verdicts[number];
  const note = workbook.notes[number];
  const at = { chapter, workbook, judged, note, act };
  showTask(find('state'), find('task'), at);
  showActions(find('actions'), at);
  showHints(find('hints'), at);
  showNote(find('note'), { note: note?.action === 'answer' && note.ok ? undefined : note, refusal, act });
  showRunning(find('running'), workbook, number);
  showVerdict(find('verdict'), at);
  showQuestions(find('questions'), at);
  showDock(find('dock'), at);
}

async function act(action, body) {
  refusal = null;
  const before = workbook;
  try {
    const taken = await askLab(number, action, body);
    // An event that came meanwhile is newer, or a newer one follows.
    if (workbook === before) show(taken);
  } catch (error) {
    refusal = error.message;
    draw();
  }
}
