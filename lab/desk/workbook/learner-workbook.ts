import { isUntouched } from './is-untouched.ts';
import { LabQueue } from './lab-queue.ts';
import { LastAnswers } from './last-answers.ts';
import { type Listing, readListing } from './read-listing.ts';
import { readListProblem, readNote } from './read-note.ts';
import { type Records, readRecords } from './read-records.ts';
import { unknownProgress } from './unknown-progress.ts';
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
  readonly #watch: SaveWatch;
  /** When a file of a chapter was saved last, as far as this desk has seen it. */
  readonly #changedMs: Record<string, number> = {};
  readonly #notes: Record<string, Note> = {};
  readonly #answers = new LastAnswers();
  #listing: Listing;
  #records: Records = { verdicts: {}, ownTraces: {}, watchedElsewhere: false };
  #problem: Note | null = null;
  #savedMs = 0;
  #listed: Promise<void> = Promise.resolve();
  /** The next time that the list is asked for, when somebody waits for it already. */
  #nextList: Promise<void> | undefined;
  #isCurrent = false;

  constructor(root: string, surroundings: Surroundings) {
    this.#root = root;
    this.#surroundings = surroundings;
    this.#listing = { active: null, chapters: unknownProgress(root) };
    this.#queue = new LabQueue(root, () => this.#tell());
    this.#watch = watchSaves(root, {
      onRecorded: () => {
        this.#isCurrent = false;
        if (this.#isRead()) return this.#refresh();
      },
      onSaved: () => {
        this.#savedMs = Date.now();
        if (this.#isRead() && !this.#isBusyWithFiles()) return this.#judgeSaved();
      },
    });
  }

  look(): void {
    if (!this.#isCurrent) void this.#refresh();
  }

  state(): WorkbookState {
    return {
      mode: 'writable',
      ...this.#listing,
      chapters: this.#answers.addTo(this.#listing.chapters),
      running: this.#queue.running,
      waiting: this.#queue.waiting.map(({ action, number }) => ({ action, number })),
      notes: this.#notes,
      ...this.#records,
      problem: this.#problem,
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
    await this.#refresh();
    this.#answers.take(wish, run.answer, this.#listing.chapters);
    this.#tell();
    const late = this.#savedMs > beganMs && Date.now() - this.#savedMs < LATE_SAVE_MS;
    if (wish.action === 'check' && late) await this.#judgeSaved();
    if (wish.action === 'answer') this.#judgeAnswered();
  }

  /** The last right answer is followed by a check, as a save is. */
  #judgeAnswered(): void {
    const chapter = this.#active();
    if (chapter?.questions.every(({ right }) => right)) this.#check(chapter);
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
    await this.#refresh();
    const chapter = this.#active();
    if (chapter === undefined) return;
    this.#changedMs[chapter.number] = Date.now();
    this.#records = readRecords(this.#root, this.#listing.chapters, this.#changedMs);
    this.#tell();
    if (!this.#records.watchedElsewhere) this.#check(chapter);
  }

  #active(): ChapterState | undefined {
    return this.#listing.chapters.find(({ number }) => number === this.#listing.active);
  }

  /** Asks for the list again; one at a time, so that the last answer is the newest. A verdict is shown before it comes. */
  #refresh(): Promise<void> {
    this.#records = readRecords(this.#root, this.#listing.chapters, this.#changedMs);
    this.#tell();
    this.#nextList ??= this.#listed.then(() => {
      this.#nextList = undefined;
      this.#listed = this.#list();
      return this.#listed;
    });
    return this.#nextList;
  }

  async #list(): Promise<void> {
    this.#isCurrent = true;
    const run = await this.#queue.list();
    const listing = readListing(run.answer);
    this.#problem = listing === null ? readListProblem(run) : null;
    this.#listing = listing ?? this.#listing;
    this.#records = readRecords(this.#root, this.#listing.chapters, this.#changedMs);
    this.#watch.follow(this.#active()?.seams ?? []);
    this.#tell();
  }

  #isRead(): boolean {
    return this.#surroundings.unreadMs() < FORGOTTEN_MS;
  }

  #tell(): void {
    this.#surroundings.onState(this.state());
  }
}
