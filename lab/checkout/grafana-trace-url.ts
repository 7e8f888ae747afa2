/** The address that opens a trace (32 hex digits) in the Explore of the Grafana at `grafana`. */
export function grafanaTraceUrl(grafana: string, traceId: string): string {
  const datasource = { type: 'tempo', uid: 'tempo' };
  const pane = {
    datasource: datasource.uid,
    queries: [{ refId: 'A', datasource, queryType: 'traceql', query: traceId }],
    range: { from: 'now-24h', to: 'now' },
  };
  const panes = encodeURIComponent(JSON.stringify({ lab: pane }));
  return `${grafana}/explore?schemaVersion=1&orgId=1&panes=${panes}`;
}
