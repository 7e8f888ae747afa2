import { askCollector, sumOf } from '../../lab/stores/ask-collector.ts';

/** How many batches wait in the Collector's queues, by its own word at `url`. NaN when it does not answer, or tells of no queue. */
export async function collectorBacklog(url: string): Promise<number> {
  const samples = await askCollector(url).catch(() => []);
  const queues = samples.filter(({ name }) => name === 'exporter_queue_size');
  return queues.length === 0 ? Number.NaN : sumOf(queues, /./);
}
