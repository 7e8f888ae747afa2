import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';

const CHECKOUTS =
  'traces_span_metrics_calls_total{service_name="storefront", span_name="POST /checkout", http_response_status_code="201"}';

/** What the gateways have counted, as the Prometheus at `url` knows it. */
export function countsOf(url: string) {
  const { query } = askPrometheus(url);
  const checkouts = async () =>
    new Map((await query(CHECKOUTS)).map(({ labels, value }) => [JSON.stringify(labels), value]));
  return {
    /** Checkouts so far, by series. */
    checkouts,
    /** By series, since a gateway that was restarted counts anew, under another name. */
    checkoutsSince: async (earlier: Map<string, number>) =>
      [...(await checkouts())].reduce((sum, [key, value]) => sum + value - (earlier.get(key) ?? 0), 0),
    /** By the gateways that have spoken since: Prometheus remembers the last word of those before them for five minutes. */
    callsOfOrders: async (sinceMs: number) => {
      const calls = 'traces_service_graph_request_total{client="storefront", server="orders"}';
      const [sum] = await query(`sum(${calls} and timestamp(${calls}) > ${sinceMs / 1_000})`);
      return sum?.value ?? 0;
    },
    /** How many traces came to each gateway that samples. */
    judgedByGateway: async () =>
      (await query('otelcol_processor_tail_sampling_new_trace_id_received')).map(({ value }) => value),
    /** Nothing has come in for two scrapes, every trace is decided, and nothing waits to be stored. */
    isQuiet: async () => {
      const quiet = await query(
        `sum(changes(otelcol_receiver_accepted_spans[12s])) == 0
          and sum(otelcol_exporter_queue_size{exporter="otlp_grpc/traces"}) == 0
          and (sum(otelcol_processor_tail_sampling_new_trace_id_received or vector(0))
            - sum(otelcol_processor_tail_sampling_global_count_traces_sampled or vector(0))) == 0`,
      );
      return quiet.length > 0;
    },
  };
}
