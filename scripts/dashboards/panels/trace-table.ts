import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { DataqueryBuilder, SearchTableType, TempoQueryType } from '@grafana/grafana-foundation-sdk/tempo';
import { TEMPO } from '../data-sources.ts';

export type TraceTable = { title: string; description: string; query: string; width?: number };

/** The newest traces that a TraceQL query finds; each opens on a click. */
export function traceTable({ title, description, query, width = 12 }: TraceTable): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(TEMPO)
    .withTarget(
      new DataqueryBuilder()
        .datasource(TEMPO)
        .refId('A')
        .queryType(TempoQueryType.Traceql)
        .query(query)
        .limit(20)
        .tableType(SearchTableType.Traces),
    )
    .noValue('none in this time range')
    .span(width)
    .height(9);
}
