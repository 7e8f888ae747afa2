import { isUntouched } from './is-untouched.ts';
import { LabQueue } from './lab-queue.ts';
import { type Listing, readListing } from './read-listing.ts';
import { readListProblem, readNote } from './read-note.ts';
import { isWatchedElsewhere, readOwnTraces, readVerdict } from './read-records.ts';
import { type SaveWatch, watchSaves } from './watch-saves.ts';
import type { Workbook } from './workbook.ts';
import type { ChapterState, Judged, Note, OwnTrace, Wish, WorkbookState } from './workbook-state.ts';

type Records = Pick<WorkbookState, 'verdicts' | 'ownTraces' | 'watchedElsewhere'>;

/** Who does not look at the page does not want the lab to be busy at each save. */
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
  #listing: Listing = { active: null, chapters: [] };
  #records: Records = { verdicts: {}, ownTraces: {}, watchedElsewhere: false };
  #problem: Note | null = null;
  #savedMs = 0;
  #refreshed: Promise<void>;

  constructor(root: string, surroundings: Surroundings) {
    this.#root = root;
    this.#surroundings = surroundings;
    this.#queue = new LabQueue(root, () => this.#tell());
    this.#watch = watchSaves(root, {
      onRecorded: () => this.#refresh(),
      onSaved: () => {
        this.#savedMs = Date.now();
        if (!this.#isBusyWithFiles()) return this.#judgeSaved();
      },
    });
    this.#refreshed = this.#list();
  }

  state(): WorkbookState {
    return {
      mode: 'writable',
      ...this.#listing,
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
    const late = this.#savedMs > beganMs && Date.now() - this.#savedMs < LATE_SAVE_MS;
    if (wish.action === 'check' && late) await this.#judgeSaved();
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
    const { number, slug, seams } = chapter;
    this.#changedMs[number] = Date.now();
    this.#records = this.#readRecords();
    this.#tell();
    if (isUntouched(this.#root, slug, seams) || this.#records.watchedElsewhere) return;
    if (this.#surroundings.unreadMs() < FORGOTTEN_MS) this.act({ action: 'check', number });
  }

  #readRecords(): Records {
    const verdicts: Record<string, Judged> = {};
    const ownTraces: Record<string, OwnTrace[]> = {};
    for (const { number, questions } of this.#listing.chapters) {
      const judged = readVerdict(this.#root, number);
      if (judged) verdicts[number] = { ...judged, stale: (this.#changedMs[number] ?? 0) > judged.atMs };
      if (questions.length > 0) ownTraces[number] = readOwnTraces(this.#root, number);
    }
    return { verdicts, ownTraces, watchedElsewhere: isWatchedElsewhere(this.#root) };
  }

  #active(): ChapterState | undefined {
    return this.#listing.chapters.find(({ number }) => number === this.#listing.active);
  }

  /** Asks for the list again; one at a time, so that the last answer is the newest. A verdict is shown before it comes. */
  #refresh(): Promise<void> {
    this.#records = this.#readRecords();
    this.#tell();
    this.#refreshed = this.#refreshed.then(() => this.#list());
    return this.#refreshed;
  }

  async #list(): Promise<void> {
    const run = await this.#queue.list();
    const listing = readListing(run.answer);
    this.#problem = listing === null ? readListProblem(run) : null;
    this.#listing = listing ?? this.#listing;
    this.#records = this.#readRecords();
    this.#watch.follow(this.#active()?.seams ?? []);
    this.#tell();
  }

  #tell(): void {
    this.#surroundings.onState(this.state());
  }
}
