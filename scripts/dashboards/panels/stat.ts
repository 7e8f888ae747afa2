import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PROMETHEUS } from '../data-sources.ts';
import { prometheusQuery, type Query } from '../prometheus-query.ts';
import { visibleLink } from '../visible-link.ts';
import { type Thresholds, thresholds } from './thresholds.ts';

export type Stat = {
  title: string;
  description: string;
  unit: string;
  query: Query;
  thresholds?: Thresholds;
  decimals?: number;
  /** Columns of 24. */
  width?: number;
  /** Where the panel's head leads. */
  link?: { title: string; url: string };
};

/** One number; with its course behind it unless it is a value of the whole time range. */
export function stat(spec: Stat): PanelBuilder {
  const panel = new PanelBuilder()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .withTarget(prometheusQuery(spec.query, 0))
    .unit(spec.unit)
    .noValue('no traffic')
    .span(spec.width ?? 4)
    .height(4)
    .colorMode(BigValueColorMode.Value)
    .graphMode(spec.query.as === 'now' ? BigValueGraphMode.None : BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(thresholds(spec.thresholds ?? ['text']));
  if (spec.decimals !== undefined) panel.decimals(spec.decimals);
  const { link } = spec;
  if (link)
    panel.links([visibleLink(link.title, DashboardLinkType.Link, (builder) => builder.url(link.url))]);
  return panel;
}
