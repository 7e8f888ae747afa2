import assert from 'node:assert/strict';
import { labelValues } from './ask-like-grafana.ts';
import { readDashboards, variablesOf } from './dashboard-queries.ts';

/** What Grafana would put in for a time range of ten minutes. */
const BUILT_IN = { __rate_interval: '1m', __range: '10m', __interval: '15s' };

/** Asks a variable's query: label_values(metric, label) is the only kind there is. */
export async function askVariable(query: string): Promise<string[]> {
  const [, metric, label] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
  assert.ok(metric && label, `not a query of label values: ${query}`);
  return labelValues(label, metric);
}

/** The value of every variable of the dashboards, with "All" chosen where there is a choice. */
export async function variableValues(): Promise<Record<string, string>> {
  const values: Record<string, string> = { ...BUILT_IN };
  for (const { name, type, text } of readDashboards().flatMap(variablesOf))
    values[name] = type === 'query' ? `(${(await askVariable(text)).join('|')})` : text;
  return values;
}

/** A query with its variables filled in. Fails on one that nothing defines. */
export function fillIn(text: string, values: Record<string, string>): string {
  return text.replace(/\$([a-z_]\w*)|\$\{([a-z_]\w*)\}/gi, (_, bare, braced) => {
    const value = values[bare ?? braced];
    assert.ok(value !== undefined, `no variable $${bare ?? braced} in: ${text}`);
    return value;
  });
}

/** The query that an Explore link opens, with the labels of a clicked series and a time range filled in. */
export function openLink(url: string, labels: Record<string, string>): { datasource: string; query: string } {
  const filled = url
    .replace(/\$\{__field\.labels\.(\w+)\}/g, (_, label) => labels[label] ?? '')
    .replace(/\$\{__(from|to)\}/g, '0');
  assert.doesNotMatch(filled, /\$/, 'the link has a variable that Grafana does not fill in');
  const panes = JSON.parse(new URL(filled, 'http://grafana').searchParams.get('panes') ?? '{}');
  const [pane] = Object.values(panes) as [
    { datasource: string; queries: [{ query?: string; expr?: string }] },
  ];
  return { datasource: pane.datasource, query: pane.queries[0].query ?? pane.queries[0].expr ?? '' };
}
