import {
  ScaleDistribution,
  ScaleDistributionConfigBuilder,
  TooltipDisplayMode,
} from '@grafana/grafana-foundation-sdk/common';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapColorScale,
  HeatmapTooltipBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PROMETHEUS } from '../data-sources.ts';
import { prometheusQuery } from '../prometheus-query.ts';

export type HeatMap = { title: string; description: string; expr: string; width?: number };

/** How many observations fell into which bucket of seconds, with the traces behind them as diamonds. */
export function heatMap(spec: HeatMap): PanelBuilder {
  return new PanelBuilder()
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .withTarget(prometheusQuery({ expr: spec.expr, legend: '{{le}}', as: 'heatmap', exemplars: true }, 0))
    .span(spec.width ?? 12)
    .height(9)
    .calculate(false)
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Scheme)
        .scheme('Turbo')
        .scale(HeatmapColorScale.Exponential)
        .exponent(0.5)
        .steps(64),
    )
    .yAxis(new YAxisConfigBuilder().unit('s'))
    .scaleDistribution(new ScaleDistributionConfigBuilder().type(ScaleDistribution.Linear))
    .exemplarsColor('rgba(255, 0, 255, 0.9)')
    .tooltip(
      new HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single).yHistogram(true).showColorScale(true),
    )
    .showLegend();
}
