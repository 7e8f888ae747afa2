import { type LabRun, runLab } from './run-lab.ts';
import type { Running, Wish } from './workbook-state.ts';

const SECOND = 1_000;
/** A check of the full stack may wait a minute for what is stored late; the others change files and restart services. */
const LIMITS_MS: Record<Wish['action'], number> = {
  start: 90 * SECOND,
  check: 240 * SECOND,
  hint: 20 * SECOND,
  answer: 120 * SECOND,
  solve: 90 * SECOND,
  reset: 90 * SECOND,
};
const LIST_LIMIT_MS = 20 * SECOND;
const MAX_WAITING = 8;
/** As much as the page shows of what a command says. */
const MAX_LINES = 12;

/** Runs lab commands one after the other: two at once would change the same files and the same running lab. */
export class LabQueue {
  readonly #root: string;
  readonly #onChange: () => void;
  readonly #end = new AbortController();
  #waiting: Wish[] = [];
  #running: Running | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(root: string, onChange: () => void) {
    this.#root = root;
    this.#onChange = onChange;
  }

  get running(): Running | null {
    return this.#running;
  }

  get waiting(): Wish[] {
    return this.#waiting;
  }

  /** Whether one more may come: not when too many wait already. */
  get isFull(): boolean {
    return this.#waiting.length >= MAX_WAITING;
  }

  /** Runs the command of a wish when its turn has come; undefined when the same one waits already, or the desk ends. */
  run(wish: Wish): Promise<LabRun | undefined> {
    const same = JSON.stringify(wish);
    if (this.#waiting.some((other) => JSON.stringify(other) === same)) return Promise.resolve(undefined);
    this.#waiting.push(wish);
    this.#onChange();
    const turn = this.#last.then(() => this.#take(wish));
    this.#last = turn;
    return turn;
  }

  /** Asks the lab for the list of chapters; changes nothing, so it waits for nobody. */
  list(): Promise<LabRun> {
    const options = { limitMs: LIST_LIMIT_MS, signal: this.#end.signal, onLine: () => {} };
    return runLab(this.#root, ['list', '--json'], options);
  }

  /** Ends the command that runs; those that wait never start. */
  close(): void {
    this.#end.abort();
  }

  async #take(wish: Wish): Promise<LabRun | undefined> {
    this.#waiting = this.#waiting.filter((other) => other !== wish);
    if (this.#end.signal.aborted) return undefined;
    const { action, number } = wish;
    const lines: string[] = [];
    this.#running = { action, number, startedMs: Date.now(), limitMs: LIMITS_MS[action], lines };
    this.#onChange();
    const run = await runLab(this.#root, argumentsOf(wish), {
      limitMs: LIMITS_MS[action],
      signal: this.#end.signal,
      onLine: (line) => {
        if (lines.push(line) > MAX_LINES) lines.shift();
        this.#onChange();
      },
    });
    this.#running = null;
    this.#onChange();
    return run;
  }
}

function argumentsOf({ action, number, question, text, yes }: Wish): string[] {
  // Behind `--`, what the learner typed is never taken for an option.
  if (action === 'answer') return ['answer', '--json', '--', number, String(question), text ?? ''];
  return [action, number, '--json', ...(yes ? ['--yes'] : [])];
}
