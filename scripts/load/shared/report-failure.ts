const TRACE_URL = __ENV.TRACE_URL || 'http://127.0.0.1:8090/traces/{traceId}';
const MOST_PER_USER = 1;

let reported = 0; // each virtual user has its own

/** Prints what failed with a link to its trace: the first failure of each virtual user, a thousand say no more. */
export function reportFailure(what: string, traceId: string): void {
  if (reported >= MOST_PER_USER) return;
  reported += 1;
  console.error(`FAILED ${what}, trace ${TRACE_URL.replace('{traceId}', traceId)}`);
}
