import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { NeedsConsent } from '../chapters/needs-consent.ts';

export type ConsentFlags = { yes?: boolean; json?: boolean };

/**
 * Does something that may need the learner's consent, and asks for it on a terminal. Undefined when they said no. Elsewhere
 * NeedsConsent is thrown on; `--yes` consents beforehand.
 */
export async function withConsent<T>(
  { yes = false, json = false }: ConsentFlags,
  act: (consent: boolean) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act(yes);
  } catch (error) {
    const mayAsk = process.stdin.isTTY && process.stderr.isTTY && !json;
    if (!(error instanceof NeedsConsent) || !mayAsk) throw error;
    console.error(pc.yellow(error.message));
    if (await isYes(error.question)) return act(true);
    console.error('Nothing was changed.');
    return undefined;
  }
}

async function isYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D mean no.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
