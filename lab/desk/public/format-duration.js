/** Milliseconds as people read them: 0.62 ms, 26.4 ms, 412 ms, 1.84 s, 2 min 5 s. */
export function formatDuration(ms) {
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (size < 10) return `${ms.toFixed(2)} ms`;
  if (size < 100) return `${ms.toFixed(1)} ms`;
  if (size < 999.5) return `${Math.round(ms)} ms`;
  if (size < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(size / 1000);
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
