import { headlineOf } from './headline-of.js';

/** Says to those who listen what has changed on this chapter: what is being done, then how it ended. */
export function announce(place, before, now, number) {
  if (before === null) return;
  const text =
    newVerdict(before, now, number) ??
    newNote(before, now, number) ??
    newHint(before, now, number) ??
    newRun(before, now, number);
  if (text !== null) place.textContent = text;
}

function newVerdict(before, now, number) {
  const judged = now.verdicts[number];
  if (judged === undefined || judged.atMs === before.verdicts[number]?.atMs) return null;
  const { verdict } = judged;
  return `${headlineOf(verdict)}. ${verdict.finding?.found ?? verdict.problem ?? ''}`;
}

function newNote(before, now, number) {
  const note = now.notes[number];
  if (note === undefined || JSON.stringify(note) === JSON.stringify(before.notes[number])) return null;
  return note.lines.join(' ') || `${note.action}: done`;
}

function newHint(before, now, number) {
  const hints = hintsOf(now, number);
  return hints.length > hintsOf(before, number).length ? `Hint: ${hints.at(-1)}` : null;
}

function hintsOf({ chapters }, number) {
  return chapters.find((chapter) => chapter.number === number)?.hints ?? [];
}

function newRun({ running: before }, { running: now }, number) {
  if (now === null || now.number !== number || now.startedMs === before?.startedMs) return null;
  return now.action === 'check' ? 'Checking' : null;
}
