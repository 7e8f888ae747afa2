/** More reasons than the desk itself knows cannot occur; the bound keeps it so. */
const MAX_REASONS = 50;

/** Counts what came in, what was dropped for lack of room, and what was refused as unusable, since the desk started. */
export class DeskCounters {
  readonly received = { spans: 0, logs: 0, metricPoints: 0 };
  readonly dropped = { spans: 0, logs: 0, metricSeries: 0 };
  readonly refused: Record<string, number> = {};

  /** Counts one unusable item or request under `reason`, a fixed word of the desk's own. */
  refuse(reason: string): void {
    if (!(reason in this.refused) && Object.keys(this.refused).length >= MAX_REASONS) return;
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
  }
}
