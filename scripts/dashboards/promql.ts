// Pieces of PromQL that several panels need. A selector is a metric with its braces: http_requests_total{code="500"}.

/** Per-second rate of a counter, summed up by the labels. */
export function rate(selector: string, by: string[] = []): string {
  return sum(`rate(${selector}[$__rate_interval])`, by);
}

/**
 * How many events a counter has counted within each step, summed up by the labels. Exact, so that one order is a bar of
 * one: increase() would count it in every window that overlaps it, or, in windows of one step, often not at all. What
 * did not exist a step ago, or was more then and so has started again, has counted from 0.
 */
export function countPerStep(selector: string, by: string[] = []): string {
  return sum(`${selector} - (${selector} offset $__interval <= ${selector} or 0 * ${selector})`, by);
}

/** Growth of a counter over the dashboard's time range, in whole events; 0 when there is no such series. */
export function total(selector: string): string {
  return orZero(`sum(round(increase(${selector}[$__range])))`);
}

/** The q-quantile (0 to 1) of a histogram, by the labels; `selector` names its buckets. */
export function quantile(q: number, selector: string, by: string[] = []): string {
  return `histogram_quantile(${q}, ${rate(selector, ['le', ...by])})`;
}

/** Share of `part` in `whole`, by the labels: 0 where nothing of it is a part, nothing where there is no traffic. */
export function share(part: string, whole: string, by: string[] = []): string {
  return `(${rate(part, by)} or 0 * ${rate(whole, by)}) / (${rate(whole, by)} > 0)`;
}

/** The expression, or 0 when it finds no series: for what rightly does not exist in health. */
export function orZero(expression: string): string {
  return `${expression} or on() vector(0)`;
}

function sum(expression: string, by: string[]): string {
  return by.length === 0 ? `sum(${expression})` : `sum by (${by.join(', ')}) (${expression})`;
}
