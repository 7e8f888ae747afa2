import type { Attributes, MetricPoint } from '../desk/telemetry-types.ts';
import type { DeskClient } from '../stores/ask-desk.ts';

/** The sum of the points of a counter or gauge that carry these attributes. */
export async function sumOf(
  desk: DeskClient,
  name: string,
  service: string,
  attributes: Attributes = {},
): Promise<number> {
  const points = await pointsOf(desk, name, service, attributes);
  return points.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : value.count), 0);
}

/** The longest that a histogram has measured, in its own unit; 0 without any. */
export async function longestOf(
  desk: DeskClient,
  name: string,
  service: string,
  attributes: Attributes = {},
): Promise<number> {
  const points = await pointsOf(desk, name, service, attributes);
  return Math.max(0, ...points.map(({ value }) => (typeof value === 'number' ? value : (value.max ?? 0))));
}

async function pointsOf(
  desk: DeskClient,
  name: string,
  service: string,
  attributes: Attributes,
): Promise<MetricPoint[]> {
  const metrics = await desk.metrics(name, service);
  const fits = (point: MetricPoint) =>
    Object.entries(attributes).every(([key, value]) => point.attributes[key] === value);
  return metrics.flatMap(({ points }) => points.filter(fits));
}
