/** How many batches wait in the Collector's queues, by its own word at `url`. NaN when it does not answer. */
export async function collectorBacklog(url: string): Promise<number> {
  const text = await fetch(`${url}/metrics`).then(
    (response) => response.text(),
    () => '',
  );
  const sizes = [...text.matchAll(/^otelcol_exporter_queue_size\{.*\} (\S+)$/gm)].map(([, size]) =>
    Number(size),
  );
  return sizes.length === 0 ? Number.NaN : sizes.reduce((sum, size) => sum + size, 0);
}
