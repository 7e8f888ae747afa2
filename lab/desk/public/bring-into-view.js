/**
 * Shows a check that has begun, or its verdict, to whoever edits elsewhere and looks over. Who is busy on the page is left
 * where they are.
 */
export function bringIntoView(workbench, before, now, number) {
  if (before === null || document.hasFocus()) return;
  const begun = now.running?.action === 'check' && now.running.startedMs !== before.running?.startedMs;
  const judged = now.verdicts[number]?.atMs !== before.verdicts[number]?.atMs;
  const news = judged ? '.verdict-words' : begun ? '.running' : null;
  if (news) workbench.querySelector(news)?.scrollIntoView({ block: 'nearest' });
}
