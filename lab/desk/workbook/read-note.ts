import { z } from 'zod';
import type { LabRun } from './run-lab.ts';
import type { Note, Wish } from './workbook-state.ts';

const MAX_LINES = 12;
/** How a command tells what it is doing: "   1.2 s  orders is ready". */
const PROGRESS = /^\s*\d+(\.\d+)? s {2}/;
const solved = z.object({ files: z.array(z.object({ diff: z.string() })) });
const answered = z.object({ remark: z.string() });

/** What the page says of a command that has ended, but for a verdict. */
export function readNote({ action, question }: Wish, { answer, exitCode, said, timedOut }: LabRun): Note {
  const note = {
    action,
    question: question ?? null,
    ok: exitCode === 0 || (action === 'answer' && exitCode === 1),
  };
  const diffs = solved.safeParse(answer).data?.files.map(({ diff }) => diff) ?? [];
  const { message, next } = splitMessage(said);
  const remark = answered.safeParse(answer).data?.remark;
  const lines = timedOut ? ['It took too long and was ended.'] : remark === undefined ? message : [remark];
  return { ...note, lines, next, diffs, asks: next.some((step) => step.endsWith(' --yes')) };
}

/** Why the list of chapters cannot be had. */
export function readListProblem(run: LabRun): Note {
  return readNote({ action: 'check', number: '' }, run);
}

/** Commands end their errors with "Next:" and one step a line. */
function splitMessage(said: string[]): { message: string[]; next: string[] } {
  const lines = said.filter((line) => line.trim() !== '' && !PROGRESS.test(line));
  const at = lines.lastIndexOf('Next:');
  const message = at === -1 ? lines : lines.slice(0, at);
  const next = at === -1 ? [] : lines.slice(at + 1).map((line) => line.trim());
  return { message: message.slice(-MAX_LINES), next };
}
