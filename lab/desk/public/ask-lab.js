/** Asks the desk to run a lab command on a chapter; returns the state with it, throws an Error with the desk's words when it will not. */
export async function askLab(number, action, body = {}) {
  const response = await fetch(`/api/chapters/${number}/${action}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response === null) throw new Error('The desk does not answer. In a terminal: npx lab status');
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}
