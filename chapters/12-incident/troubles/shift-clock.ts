// Preloaded by `lab incident`: the clock of payments-worker is wrong by INCIDENT_CLOCK_OFFSET_MS.
const offsetMs = Number(process.env.INCIDENT_CLOCK_OFFSET_MS ?? 0);

if (process.argv[1]?.includes('payments-worker')) {
  const now = Date.now;
  Date.now = () => now() + offsetMs;
}
