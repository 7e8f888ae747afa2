import type { Log, Metric, Span } from '../desk/telemetry-types.ts';
import type { DeskStatus, TraceDetail } from '../desk/trace-views.ts';
import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 5_000;
/** Its stores have 10 s each. */
const STORED_LIMIT_MS = 25_000;
const MOST_TRACES = 500;

/** A client of the desk at `url`: what was produced. Its calls throw LabError when the desk does not answer. */
export function askDesk(url: string) {
  const get = async <T>(path: string, limitMs = ANSWER_LIMIT_MS): Promise<T | undefined> => {
    const asked = new URL(path, url);
    try {
      const response = await fetch(asked, { signal: AbortSignal.timeout(limitMs) });
      if (response.status === 404) return requireKept(await response.json());
      if (response.status === 503) requireStores(await response.json());
      if (!response.ok) throw new Error(`it answered ${response.status} for ${asked.pathname}`);
      return (await response.json()) as T;
    } catch (cause) {
      if (cause instanceof LabError) throw cause;
      throw new LabError(`The desk does not answer at ${url}.`, {
        cause,
        next: ['npx lab status', 'npx lab logs desk'],
      });
    }
  };
  const query = (values: Record<string, string>) => new URLSearchParams(values).toString();
  return {
    status: () => get<DeskStatus>('/api/status') as Promise<DeskStatus>,
    /** A trace as far as it has arrived; undefined when nothing has. */
    trace: (traceId: string) => get<TraceDetail>(`/api/traces/${traceId}`),
    /** What is stored of a trace, as far as this lab stores anything. */
    stored: (traceId: string) =>
      get<{ trace: TraceDetail | null; says: string }>(
        `/api/traces/${traceId}/stored`,
        STORED_LIMIT_MS,
      ) as Promise<{
        trace: TraceDetail | null;
        says: string;
      }>,
    /** The ids of the newest traces, the last one started first. */
    newestTraceIds: async (): Promise<string[]> => {
      const answer = await get<{ traces: { traceId: string }[] }>(`/api/traces?limit=${MOST_TRACES}`);
      return answer?.traces.map(({ traceId }) => traceId) ?? [];
    },
    /** The newest spans that carry the attribute, or of the service, or of that name. */
    spans: async (
      filter: { attribute?: string; service?: string; name?: string },
      limit = 500,
    ): Promise<Span[]> => {
      const asked = query({ ...filter, limit: String(limit) });
      return (await get<{ spans: Span[] }>(`/api/spans?${asked}`))?.spans ?? [];
    },
    /** The newest log lines of a service, of whatever trace or none. */
    logs: async (service: string, limit = 500): Promise<Log[]> => {
      const asked = query({ service, limit: String(limit) });
      return (await get<{ logs: Log[] }>(`/api/logs?${asked}`))?.logs ?? [];
    },
    /** A metric of a service: the latest point of each of its series. */
    metrics: async (name: string, service: string): Promise<Metric[]> => {
      const asked = query({ name, service });
      return (await get<{ metrics: Metric[] }>(`/api/metrics?${asked}`))?.metrics ?? [];
    },
  };
}

/** What was here and had to make room says nothing about whoever sent it. Throws LabError for that. */
function requireKept(problem: unknown): undefined {
  const { reason, detail } = problem as { reason?: string; detail?: string };
  if (reason === 'trace-dropped')
    throw new LabError(detail ?? reason, { next: ['npx lab checkout', 'npx lab status'] });
}

/** A store that is away is not the desk's trouble. Throws LabError for that. */
function requireStores(problem: unknown): void {
  const { reason, detail } = problem as { reason?: string; detail?: string };
  if (reason === 'store-away') throw new LabError(detail ?? reason, { next: ['npx lab status'] });
}

export type DeskClient = ReturnType<typeof askDesk>;
