import type { UpOptions } from '../engine.ts';

/** Shows a step before there are parts, with the seconds that are left, until the returned function is called. */
export function showStep({ onProgress }: UpOptions, doing: string, limitMs: number): () => void {
  const deadline = Date.now() + limitMs;
  const tell = () => {
    const secondsLeft = Math.max(0, Math.ceil((deadline - Date.now()) / 1_000));
    onProgress?.({ ready: [], awaited: [{ name: 'cluster', doing, secondsLeft }] });
  };
  tell();
  const timer = setInterval(tell, 1_000);
  return () => clearInterval(timer);
}
