import { grafanaTraceUrl } from '../../../checkout/grafana-trace-url.ts';
import type { LabContext } from '../lab-context.ts';
import { loopback } from './loopback.ts';

const PLACE = '{traceId}';

/** The template of the address that opens a trace: in Grafana where it runs, else on the desk. */
export function traceUrl(context: LabContext): string {
  if (!context.full?.grafana) return `http://${loopback(context, 'desk')}/traces/${PLACE}`;
  const url = grafanaTraceUrl(`http://${loopback(context, 'grafana')}`, PLACE);
  return url.replace(encodeURIComponent(PLACE), PLACE);
}
