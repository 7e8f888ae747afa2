import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { PROMETHEUS } from '../data-sources.ts';
import { prometheusQuery } from '../prometheus-query.ts';

export type Stage = { name: string; colour: string; expr: string };
export type Funnel = { title: string; description: string; stages: Stage[]; width?: number };

/** One bar for each stage, longest at the top, counted over the whole time range. */
export function funnel({ title, description, stages, width = 8 }: Funnel): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .targets(stages.map(({ name, expr }, index) => prometheusQuery({ expr, legend: name, as: 'now' }, index)))
    .unit('short')
    .decimals(0)
    .min(0)
    .span(width)
    .height(9)
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .namePlacement(BarGaugeNamePlacement.Left)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  for (const { name, colour } of stages)
    panel.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }]);
  return panel;
}
