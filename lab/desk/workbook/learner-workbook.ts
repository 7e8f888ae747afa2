import { isUntouched } from './is-untouched.ts';
import { KnownChapters } from './known-chapters.ts';
import { LabQueue } from './lab-queue.ts';
import { LastAnswers } from './last-answers.ts';
import { readNote } from './read-note.ts';
import { type SaveWatch, watchSaves } from './watch-saves.ts';
import type { Workbook } from './workbook.ts';
import type { ChapterState, Note, Wish, WorkbookState } from './workbook-state.ts';

/** Who does not look at the page does not want the machine to be busy for it at each save. */
const FORGOTTEN_MS = 3_600_000;
/** A save this short before a check's end may have come too late for it. */
const LATE_SAVE_MS = 1_000;

/** `onState` gets the state after every change; `unreadMs`: for how long no page has shown it. */
type Surroundings = { onState: (state: WorkbookState) => void; unreadMs: () => number };

/**
 * The workbook of the learner whose repository is at `root`: every action is a `lab` command, so that page and terminal do
 * the same. Saving a file of the active chapter has it checked, while somebody looks.
 */
export class LearnerWorkbook implements Workbook {
  readonly #root: string;
  readonly #surroundings: Surroundings;
  readonly #queue: LabQueue;
  readonly #known: KnownChapters;
  readonly #watch: SaveWatch;
  readonly #notes: Record<string, Note> = {};
  readonly #answers = new LastAnswers();
  #savedMs = 0;

  constructor(root: string, surroundings: Surroundings) {
    this.#root = root;
    this.#surroundings = surroundings;
    this.#queue = new LabQueue(root, () => this.#tell());
    this.#known = new KnownChapters(root, {
      list: () => this.#queue.list(),
      onChange: () => {
        this.#watch.follow(this.#known.active?.seams ?? []);
        this.#tell();
      },
    });
    this.#watch = watchSaves(root, {
      onRecorded: () => {
        this.#known.expire();
        if (this.#isRead()) return this.#known.refresh();
      },
      onSaved: () => {
        this.#savedMs = Date.now();
        if (this.#isRead() && !this.#isBusyWithFiles()) return this.#judgeSaved();
      },
    });
  }

  look(): void {
    void this.#known.update();
  }

  state(): WorkbookState {
    const known = this.#known.state;
    return {
      mode: 'writable',
      ...known,
      chapters: this.#answers.addTo(known.chapters),
      running: this.#queue.running,
      waiting: this.#queue.waiting.map(({ action, number }) => ({ action, number })),
      notes: this.#notes,
    };
  }

  act(wish: Wish): boolean {
    if (this.#queue.isFull) return false;
    delete this.#notes[wish.number];
    this.#answers.send(wish);
    void this.#do(wish);
    return true;
  }

  async close(): Promise<void> {
    this.#queue.close();
    await this.#watch.close();
  }

  async #do(wish: Wish): Promise<void> {
    const beganMs = Date.now();
    const run = await this.#queue.run(wish);
    if (run === undefined) return;
    const judged = wish.action === 'check' && run.answer !== undefined;
    if (!judged) this.#notes[wish.number] = readNote(wish, run);
    await this.#known.refresh();
    this.#answers.take(wish, run.answer, this.#known.state.chapters);
    this.#tell();
    const late = this.#savedMs > beganMs && Date.now() - this.#savedMs < LATE_SAVE_MS;
    if (wish.action === 'check' && late) await this.#judgeSaved();
    if (wish.action === 'answer') this.#judgeAnswered(wish.number);
  }

  /** The last right answer is followed by a check, as a save is. */
  #judgeAnswered(number: string): void {
    const chapter = this.#known.active;
    if (chapter?.number === number && chapter.questions.every(({ right }) => right)) this.#check(chapter);
  }

  #check({ number, slug, seams }: ChapterState): void {
    if (!isUntouched(this.#root, slug, seams)) this.act({ action: 'check', number });
  }

  /** These commands change the files themselves, and a check looks for itself whether they were saved meanwhile. */
  #isBusyWithFiles(): boolean {
    const action = this.#queue.running?.action;
    return action !== undefined && action !== 'answer' && action !== 'hint';
  }

  async #judgeSaved(): Promise<void> {
    await this.#known.refresh();
    const chapter = this.#known.active;
    if (chapter === undefined) return;
    this.#known.noteSave(chapter.number);
    if (!this.#known.state.watchedElsewhere) this.#check(chapter);
  }

  #isRead(): boolean {
    return this.#surroundings.unreadMs() < FORGOTTEN_MS;
  }

  #tell(): void {
    this.#surroundings.onState(this.state());
  }
}
