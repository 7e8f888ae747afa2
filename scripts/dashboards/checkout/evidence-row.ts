import type { Row } from '../bookstore-dashboard.ts';
import { logLines } from '../panels/log-lines.ts';
import { traceTable } from '../panels/trace-table.ts';

/** Single traces and log lines to go on with. */
export function evidenceRow(): Row {
  return {
    title: 'Evidence',
    panels: [
      traceTable({
        title: 'Traces with an error',
        description: 'The newest that Tempo has stored.',
        query: '{ resource.service.namespace = "bookstore" && status = error }',
      }),
      traceTable({
        title: 'Slow checkouts',
        description: 'The request, or the payment after it, took more than half a second.',
        query: '{ name =~ "POST /checkout|process order.placed" && duration > 500ms }',
      }),
      logLines({
        title: 'Warnings and errors',
        description: 'Open a line: its trace_id leads to its trace.',
        expr: '{service_name=~"$service"} | severity_text=~"(?i)warn|error|fatal"',
      }),
    ],
  };
}
