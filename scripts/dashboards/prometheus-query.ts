import {
  DataqueryBuilder,
  PromQueryFormat,
  QueryEditorMode,
} from '@grafana/grafana-foundation-sdk/prometheus';
import { PROMETHEUS } from './data-sources.ts';

/** What a panel asks Prometheus. `legend` is text with {{label}} in it. */
export type Query = {
  expr: string;
  legend?: string;
  /** Shows the traces behind single observations; the expression must read the span metrics' buckets. */
  exemplars?: boolean;
  /** `now`: one value at the end of the time range. `table`: the same, one row for each series. */
  as?: 'series' | 'heatmap' | 'now' | 'table';
};

/** The builder of the query with that index in its panel. */
export function prometheusQuery(query: Query, index: number): DataqueryBuilder {
  const builder = new DataqueryBuilder()
    .datasource(PROMETHEUS)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .editorMode(QueryEditorMode.Code)
    .expr(query.expr)
    .legendFormat(query.legend ?? '__auto');
  if (query.exemplars) builder.exemplar(true);
  if (query.as === 'now' || query.as === 'table') builder.instant();
  else builder.range();
  if (query.as === 'heatmap') builder.format(PromQueryFormat.Heatmap);
  if (query.as === 'table') builder.format(PromQueryFormat.Table);
  return builder;
}
