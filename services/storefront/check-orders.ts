const ANSWER_LIMIT_MS = 1_000;

/** Says whether the orders service at `ordersUrl` is ready, or what the storefront waits for. */
export async function checkOrders(ordersUrl: string): Promise<'ready' | string> {
  try {
    const response = await fetch(`${ordersUrl}/readyz`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await response.body?.cancel();
    return response.ok ? 'ready' : `there, but not ready (${response.status})`;
  } catch {
    return `no answer from ${ordersUrl}`;
  }
}
