// Preloaded by `lab incident`: payments-worker reads and writes the headers of B3 instead of traceparent.
if (process.argv[1]?.includes('payments-worker')) process.env.OTEL_PROPAGATORS = 'b3';
