import { LogsSortOrder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/loki';
import { LOKI } from '../data-sources.ts';

export type LogLines = { title: string; description: string; expr: string; width?: number };

/** The newest log lines that a LogQL query finds; the details of a line lead to its trace. */
export function logLines({ title, description, expr, width = 24 }: LogLines): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(LOKI)
    .withTarget(
      new DataqueryBuilder().datasource(LOKI).refId('A').expr(expr).queryType('range').maxLines(100),
    )
    .showTime(true)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .span(width)
    .height(9);
}
