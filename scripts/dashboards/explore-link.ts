import { LOKI, TEMPO } from './data-sources.ts';

/** An address that opens Explore on a TraceQL query, for the dashboard's time range. */
export function exploreTraces(query: string): string {
  return exploreUrl(TEMPO, { queryType: 'traceql', query, limit: 50, tableType: 'traces' });
}

/** An address that opens Explore on the service map. */
export function exploreServiceMap(): string {
  return exploreUrl(TEMPO, { queryType: 'serviceMap' });
}

/** An address that opens Explore on a LogQL query, for the dashboard's time range. */
export function exploreLogs(expr: string): string {
  return exploreUrl(LOKI, { queryType: 'range', expr });
}

/** What Grafana puts into a link: the value of that label of the series that was clicked. */
export function clickedLabel(name: string): string {
  return `\${__field.labels.${name}}`;
}

function exploreUrl(datasource: { type: string; uid: string }, query: object): string {
  const pane = {
    datasource: datasource.uid,
    queries: [{ refId: 'A', datasource, ...query }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in
    range: { from: '${__from}', to: '${__to}' },
  };
  const panes = encodeURIComponent(JSON.stringify({ lab: pane }));
  // Grafana fills ${...} in before it decodes the address: it must stay readable.
  const readable = panes.replace(/%24%7B[\w.%]+?%7D/g, (variable) => decodeURIComponent(variable));
  return `/explore?schemaVersion=1&orgId=1&panes=${readable}`;
}
