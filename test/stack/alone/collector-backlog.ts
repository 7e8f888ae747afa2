import { askCollector, sumOf } from '../../../lab/stores/ask-collector.ts';

/** How many batches wait in the Collectors' queues, by their own word at `urls`. NaN when it does not answer, or tells of no queue. */
export async function collectorBacklog(urls: string[]): Promise<number> {
  const samples = await askCollector(urls).catch(() => []);
  const queues = samples.filter(({ name }) => name === 'exporter_queue_size');
  return queues.length === 0 ? Number.NaN : sumOf(queues, /./);
}
