import {
  GraphDrawStyle,
  GraphGradientMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { PROMETHEUS } from '../data-sources.ts';
import { prometheusQuery, type Query } from '../prometheus-query.ts';
import { visibleLink } from '../visible-link.ts';
import { type Thresholds, thresholds } from './thresholds.ts';

export type TimeSeries = {
  title: string;
  description: string;
  unit: string;
  queries: Query[];
  /** Columns of 24. */
  width?: number;
  /** `bars`: stacked, for counts within each step. `stack`: areas that add up. */
  draw?: 'lines' | 'stack' | 'bars';
  max?: number;
  /** Drawn as areas behind the lines. */
  thresholds?: Thresholds;
  /** Colours by the name in the legend. */
  colours?: Record<string, string>;
  /** Where a click on a point leads. */
  link?: { title: string; url: string };
};

/** Lines, areas or bars over time, with a table of last and highest value below. */
export function timeSeries(spec: TimeSeries): PanelBuilder {
  const panel = new PanelBuilder()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .targets(spec.queries.map(prometheusQuery))
    .unit(spec.unit)
    .min(0)
    .span(spec.width ?? 8)
    .height(9)
    .legend(legend())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .lineWidth(1)
    .fillOpacity(10)
    .gradientMode(GraphGradientMode.Opacity)
    .showPoints(VisibilityMode.Never);
  if (spec.max !== undefined) panel.max(spec.max);
  if (spec.draw === 'stack' || spec.draw === 'bars') stack(panel, spec.draw);
  if (spec.thresholds) showThresholds(panel, spec.thresholds);
  for (const [name, fixedColor] of Object.entries(spec.colours ?? {}))
    panel.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
  const { link } = spec;
  if (link)
    panel.dataLinks([visibleLink(link.title, DashboardLinkType.Link, (builder) => builder.url(link.url))]);
  return panel;
}

function legend(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.Table)
    .placement(LegendPlacement.Bottom)
    .calcs(['lastNotNull', 'max'])
    .sortBy('Last *')
    .sortDesc(true);
}

function stack(panel: PanelBuilder, draw: 'stack' | 'bars'): void {
  panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A')).fillOpacity(60);
  if (draw === 'bars') panel.drawStyle(GraphDrawStyle.Bars).lineWidth(0);
}

function showThresholds(panel: PanelBuilder, steps: Thresholds): void {
  panel
    .thresholds(thresholds(steps))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.DashedAndArea));
}
