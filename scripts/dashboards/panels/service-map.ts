import { PanelBuilder } from '@grafana/grafana-foundation-sdk/nodegraph';
import { DataqueryBuilder, TempoQueryType } from '@grafana/grafana-foundation-sdk/tempo';
import { TEMPO } from '../data-sources.ts';

/** Who calls whom, the queues included, drawn from the service graph metrics. */
export function serviceMap(description: string, width = 8): PanelBuilder {
  return new PanelBuilder()
    .title('Service map')
    .description(description)
    .datasource(TEMPO)
    .withTarget(new DataqueryBuilder().datasource(TEMPO).refId('A').queryType(TempoQueryType.ServiceMap))
    .span(width)
    .height(9);
}
