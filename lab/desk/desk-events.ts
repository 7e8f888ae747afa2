import type { ServerResponse } from 'node:http';
import type { TraceAbsence } from './trace/trace-absence.ts';
import type { DeskStatus, TraceSummary } from './trace-views.ts';

/** A quarter of a second: a trace is sent at most four times a second. */
const TICK_MS = 250;
/** Under load only the newest changes go to a list that shows about as many lines. */
const MAX_TRACES_PER_TICK = 50;
/** A comment now and then shows both ends that a silent connection is alive. */
const HEARTBEAT_TICKS = 60;
const MAX_STREAMS = 100;
/** A reader this far behind is let go; its browser connects again and reads the list afresh. */
const MAX_UNSENT_BYTES = 1048576;

interface Stream {
  response: ServerResponse;
  /** The only trace this reader wants, or null for the list. */
  traceId: string | null;
  /** Whether it wants the learner's state. */
  workbook: boolean;
}

/** What the events are made from; `absence` says why a trace is not here, or null when it is. */
export interface EventSources {
  summarise(traceId: string): TraceSummary | undefined;
  absence(traceId: string): TraceAbsence | null;
  status(): DeskStatus;
}

/**
 * Server-sent events: `trace` with the summary of a changed trace, `status` when the counts changed, `workbook` when the
 * learner's state changed. A reader of one trace is told at once what there is: `trace`, or `absent` with the reason;
 * one of the workbook gets its state at once. Costs nothing without readers.
 */
export class DeskEvents {
  readonly #streams = new Set<Stream>();
  readonly #changed = new Set<string>();
  readonly #sources: EventSources;
  #timer: NodeJS.Timeout | undefined;
  #lastStatus = '';
  #workbook = '';
  #look = () => {};
  #workbookChanged = false;
  #workbookReadMs = Number.NEGATIVE_INFINITY;
  #tick = 0;

  constructor(sources: EventSources) {
    this.#sources = sources;
  }

  /** Notes that a trace changed; it is sent with the next tick. */
  changed(traceId: string): void {
    if (this.#streams.size > 0) this.#changed.add(traceId);
  }

  /** Notes the learner's state; readers get the newest with the next tick. */
  tellWorkbook(state: object): void {
    this.#workbook = message('workbook', state);
    this.#workbookChanged = true;
  }

  /** Calls this whenever a page begins to show the workbook. */
  onWorkbookReader(look: () => void): void {
    this.#look = look;
  }

  /** How long ago, in milliseconds, the last page that shows the workbook was open; Infinity when there was none. */
  get workbookUnreadMs(): number {
    const isRead = [...this.#streams].some((stream) => stream.workbook);
    return isRead ? 0 : Date.now() - this.#workbookReadMs;
  }

  /** Adds a reader until its connection closes; false when there are too many. */
  open(response: ServerResponse, { traceId, workbook }: Omit<Stream, 'response'>): boolean {
    if (this.#streams.size >= MAX_STREAMS) return false;
    const stream = { response, traceId, workbook };
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`retry: 1000\n\n${message('status', this.#sources.status())}`);
    if (traceId !== null) response.write(this.#presentMessage(traceId));
    if (workbook) response.write(this.#workbook);
    this.#streams.add(stream);
    if (workbook) this.#look();
    response.on('close', () => this.#forget(stream));
    this.#timer ??= setInterval(() => this.#send(), TICK_MS);
    return true;
  }

  /** Ends all streams. */
  close(): void {
    for (const stream of this.#streams) stream.response.end();
  }

  #forget(stream: Stream): void {
    this.#streams.delete(stream);
    if (stream.workbook) this.#workbookReadMs = Date.now();
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
  }

  #send(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#tick += 1;
    const general = this.#statusMessage() + (this.#tick % HEARTBEAT_TICKS === 0 ? ': alive\n\n' : '');
    const newest = changed
      .slice(-MAX_TRACES_PER_TICK)
      .map((traceId) => this.#traceMessage(traceId))
      .join('');
    const workbook = this.#workbookChanged ? this.#workbook : '';
    this.#workbookChanged = false;
    for (const { response, traceId, workbook: wantsWorkbook } of this.#streams) {
      const own = traceId !== null && changed.includes(traceId) ? this.#presentMessage(traceId) : '';
      const text = general + (wantsWorkbook ? workbook : '') + (traceId === null ? newest : own);
      if (text !== '') response.write(text);
      if (response.writableLength > MAX_UNSENT_BYTES) response.destroy();
    }
  }

  #statusMessage(): string {
    const status = JSON.stringify(this.#sources.status());
    if (status === this.#lastStatus) return '';
    this.#lastStatus = status;
    return message('status', this.#sources.status());
  }

  #traceMessage(traceId: string): string {
    const summary = this.#sources.summarise(traceId);
    return summary === undefined ? '' : message('trace', summary);
  }

  /** Also for a trace that has only logs yet, which the list leaves out. */
  #presentMessage(traceId: string): string {
    const absence = this.#sources.absence(traceId);
    if (absence !== null) return message('absent', absence);
    return message('trace', this.#sources.summarise(traceId) ?? { traceId });
  }
}

function message(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
