// Preload: node --import ./services/shared/telemetry.ts. The only file that knows the OpenTelemetry SDK.
// Exporters, endpoint, protocol, sampler, propagators and service name come from OTEL_* variables alone.
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';

const instrumentations = [
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
];

// What is imported from here on passes this loader hook: only what somebody instruments, or else all modules would be parsed
// a second time, and a service would need half as long again for its start.
register({
  include: instrumentations.flatMap((one) => one.getModuleDefinitions().map(({ name }) => name)),
});

const sdk = new NodeSDK({ instrumentations });
sdk.start();

/** Sends what is still buffered and stops the SDK; call it last, when nothing can emit telemetry any more. */
export function shutdownTelemetry(): Promise<void> {
  return sdk.shutdown();
}
