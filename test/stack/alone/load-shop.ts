import autocannon from 'autocannon';
import { CARDS } from '../../../lab/checkout/checkout-wish.ts';

export type Load = {
  seconds: number;
  connections: number;
  /** Without it, as many as are answered. */
  perSecond?: number;
};

/** How the shop took a load. Latencies in milliseconds, of the accepted checkouts alone. */
export type Taken = { accepted: number; sentAway: number; p50Ms: number; p95Ms: number };

/** Sends checkouts to the shop at `url`, one book each. */
export async function loadShop(url: string, { seconds, connections, perSecond }: Load): Promise<Taken> {
  const latencies: number[] = [];
  const { non2xx } = await autocannon({
    url: `${url}/checkout`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines: [{ bookId: 'tail-risk', quantity: 1 }],
      card: { number: CARDS.approved },
    }),
    duration: seconds,
    connections,
    ...(perSecond ? { overallRate: perSecond } : {}),
    setupClient: (client) =>
      client.on('response', (status, _bytes, ms) => {
        if (status === 201) latencies.push(ms);
      }),
  });
  latencies.sort((a, b) => a - b);
  const quantile = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return { accepted: latencies.length, sentAway: non2xx, p50Ms: quantile(0.5), p95Ms: quantile(0.95) };
}
