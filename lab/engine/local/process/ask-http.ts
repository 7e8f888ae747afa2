import { request } from 'node:http';

export type HttpAnswer = { status: number; body: unknown };
export type HttpQuestion = { method?: string; token?: string; limitMs?: number };

const DEFAULT_LIMIT_MS = 2_000;

/**
 * Asks a loopback server once, on a connection of its own, so that no idle connection delays its shutdown.
 * Resolves to the status and the JSON (or text) body; rejects when there is no answer within `limitMs`.
 */
export function askHttp(url: string, question: HttpQuestion = {}): Promise<HttpAnswer> {
  const { method = 'GET', token, limitMs = DEFAULT_LIMIT_MS } = question;
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false, signal: AbortSignal.timeout(limitMs) });
    asked.once('error', reject);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
    });
    asked.end();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
