// Pieces of PromQL that several panels need. A selector is a metric with its braces: http_requests_total{code="500"}.

/** Per-second rate of a counter, summed up by the labels. */
export function rate(selector: string, by: string[] = []): string {
  return `sum by (${by.join(', ')}) (rate(${selector}[$__rate_interval]))`;
}

/** Growth of a counter within each step, summed up by the labels. */
export function increase(selector: string, by: string[] = []): string {
  return `sum by (${by.join(', ')}) (increase(${selector}[$__rate_interval]))`;
}

/** Growth of a counter over the dashboard's time range; 0 when there is no such series. */
export function total(selector: string): string {
  return orZero(`round(sum(increase(${selector}[$__range])))`);
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
