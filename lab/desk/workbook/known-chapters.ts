import { type Listing, readListing } from './read-listing.ts';
import { readListProblem } from './read-note.ts';
import { type Records, readRecords } from './read-records.ts';
import type { LabRun } from './run-lab.ts';
import { unknownProgress } from './unknown-progress.ts';
import type { ChapterState, Note } from './workbook-state.ts';

/** `list` asks the lab for the list of chapters; `onChange` is called when something else is known than before. */
type Sources = { list: () => Promise<LabRun>; onChange: () => void };

/** What is known of the chapters of the repository at `root`: the list, and the records that commands have left. */
export class KnownChapters {
  readonly #root: string;
  readonly #sources: Sources;
  /** When a file of a chapter was saved last, as far as this desk has seen it. */
  readonly #changedMs: Record<string, number> = {};
  #listing: Listing;
  #records: Records = { verdicts: {}, ownTraces: {}, watchedElsewhere: false };
  #problem: Note | null = null;
  #listed: Promise<void> = Promise.resolve();
  /** The next time that the list is asked for, when somebody waits for it already. */
  #nextList: Promise<void> | undefined;
  #isCurrent = false;

  constructor(root: string, sources: Sources) {
    this.#root = root;
    this.#sources = sources;
    this.#listing = { active: null, chapters: unknownProgress(root) };
  }

  get state(): Listing & Records & { problem: Note | null } {
    return { ...this.#listing, ...this.#records, problem: this.#problem };
  }

  get active(): ChapterState | undefined {
    return this.#listing.chapters.find(({ number }) => number === this.#listing.active);
  }

  /** Asks for the list unless it is known and nothing was recorded since. */
  async update(): Promise<void> {
    if (!this.#isCurrent) await this.refresh();
  }

  /** A command has recorded something: the list is another. */
  expire(): void {
    this.#isCurrent = false;
  }

  /** Notes that a file of this chapter was saved. */
  noteSave(number: string): void {
    this.#changedMs[number] = Date.now();
    this.#readRecords();
  }

  /** Asks for the list again; one at a time, so that the last answer is the newest. A verdict is shown before it comes. */
  refresh(): Promise<void> {
    this.#readRecords();
    this.#nextList ??= this.#listed.then(() => {
      this.#nextList = undefined;
      this.#listed = this.#list();
      return this.#listed;
    });
    return this.#nextList;
  }

  async #list(): Promise<void> {
    this.#isCurrent = true;
    const run = await this.#sources.list();
    const listing = readListing(run.answer);
    this.#problem = listing === null ? readListProblem(run) : null;
    this.#listing = listing ?? this.#listing;
    this.#readRecords();
  }

  #readRecords(): void {
    this.#records = readRecords(this.#root, this.#listing.chapters, this.#changedMs);
    this.#sources.onChange();
  }
}
