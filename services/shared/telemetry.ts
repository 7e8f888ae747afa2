// Preload: node --import ./services/shared/telemetry.ts. The only file that knows the OpenTelemetry SDK.
// Exporters, endpoint, protocol, sampler, propagators and service name come from OTEL_* variables alone.
import { register } from 'import-in-the-middle/register-hooks.mjs';

register(); // before anything that shall be instrumented is imported

const { NodeSDK } = await import('@opentelemetry/sdk-node');
const { ExpressInstrumentation, ExpressLayerType } = await import('@opentelemetry/instrumentation-express');
const { HttpInstrumentation } = await import('@opentelemetry/instrumentation-http');
const { PgInstrumentation } = await import('@opentelemetry/instrumentation-pg');
const { PinoInstrumentation } = await import('@opentelemetry/instrumentation-pino');
const { RuntimeNodeInstrumentation } = await import('@opentelemetry/instrumentation-runtime-node');
const { UndiciInstrumentation } = await import('@opentelemetry/instrumentation-undici');

const sdk = new NodeSDK({
  instrumentations: [
    new HttpInstrumentation({
      // Probes and static files say nothing about the shop.
      ignoreIncomingRequestHook: ({ url }) => /^\/(healthz$|readyz$|assets\/)/.test(url ?? ''),
      // Our calls go out by fetch (undici); this would only count the exporter's own requests.
      disableOutgoingRequestInstrumentation: true,
      // As it came in: it tells a caller that sent none from one that sent two.
      headersToSpanAttributes: { server: { requestHeaders: ['traceparent'] } },
    }),
    new ExpressInstrumentation({
      ignoreLayersType: [
        ExpressLayerType.MIDDLEWARE,
        ExpressLayerType.ROUTER,
        ExpressLayerType.REQUEST_HANDLER,
      ],
    }),
    new UndiciInstrumentation({
      requireParentforSpans: true,
      requestHook: (span) => {
        // An attempt that failed has ERROR and error.type; the exception is recorded once, by the code that gives up.
        span.recordException = () => {};
      },
    }),
    new PgInstrumentation({
      requireParentSpan: true,
      ignoreConnectSpans: true,
      requestHook: (span, { query }) => {
        // Stores name their statements "<VERB> <table> ...": https://opentelemetry.io/docs/specs/semconv/database/database-spans/
        const [operation, collection] = query.name?.split(' ') ?? [];
        if (!operation || !collection) return;
        const summary = `${operation} ${collection}`;
        span.updateName(summary);
        span.setAttributes({
          'db.query.summary': summary,
          'db.operation.name': operation,
          'db.collection.name': collection,
        });
      },
    }),
    new PinoInstrumentation(),
    new RuntimeNodeInstrumentation(),
  ],
});
sdk.start();

/** Sends what is still buffered and stops the SDK; call it last, when nothing can emit telemetry any more. */
export function shutdownTelemetry(): Promise<void> {
  return sdk.shutdown();
}
