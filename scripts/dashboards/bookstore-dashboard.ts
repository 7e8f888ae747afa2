import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PROMETHEUS } from './data-sources.ts';
import { exploreLogs, exploreServiceMap, exploreTraces } from './explore-link.ts';
import { visibleLink } from './visible-link.ts';

export type Row = { title: string; panels: Builder<Panel>[] };

export type BookstoreDashboard = {
  uid: string;
  title: string;
  description: string;
  variables?: Builder<VariableModel>[];
  /** The first row has no headline when its title is empty. */
  rows: Row[];
};

/** A dashboard with what all of them share: the look, the links, the alerts drawn in. */
export function bookstoreDashboard(spec: BookstoreDashboard): Dashboard {
  const builder = new DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags(['bookstore'])
    .time({ from: 'now-15m', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables(spec.variables ?? [])
    .annotation(firingAlerts())
    .links([
      visibleLink('Dashboards', DashboardLinkType.Dashboards, (link) =>
        link.tags(['bookstore']).keepTime(true).includeVars(true),
      ),
      explore('Traces', exploreTraces('{ resource.service.namespace = "bookstore" }')),
      explore('Logs', exploreLogs('{service_namespace="bookstore"}')),
      explore('Service map', exploreServiceMap()),
    ]);
  for (const { title, panels } of spec.rows) {
    if (title) builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  const built = builder.build();
  // Links to a single panel keep their meaning only if its id stays.
  for (const [index, panel] of (built.panels ?? []).entries()) panel.id = index + 1;
  return built;
}

/** The variable that chooses services by what has really sent telemetry. */
export function serviceVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('service')
    .label('Service')
    .description('Services that have sent spans')
    .datasource(PROMETHEUS)
    .query({ qryType: 1, query: 'label_values(traces_span_metrics_calls_total, service_name)', refId: 'A' })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ text: 'All', value: '$__all' });
}

function explore(title: string, url: string) {
  return visibleLink(title, DashboardLinkType.Link, (link) => link.url(url).icon('external link'));
}

function firingAlerts(): AnnotationQueryBuilder {
  return (
    new AnnotationQueryBuilder()
      .name('Firing alerts')
      .datasource(PROMETHEUS)
      .enable(true)
      .iconColor('red')
      // Zero is drawn as nothing.
      .expr('max by (alertname, severity) (ALERTS{alertstate="firing"}) or on() vector(0)')
      .step('15s')
      .titleFormat('{{alertname}}')
      .tagKeys('severity')
  );
}
