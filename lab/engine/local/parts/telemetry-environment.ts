import type { PartName } from '../../engine.ts';

/**
 * Environment that sends a service's telemetry to the desk. What the learner has set in OTEL_* variables wins, except
 * the service's name and the endpoint, without which the lab could not find its own telemetry.
 */
export function telemetryEnvironment(name: PartName, version: string, deskUrl: string): NodeJS.ProcessEnv {
  return {
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    OTEL_BLRP_SCHEDULE_DELAY: '200',
    OTEL_METRIC_EXPORT_INTERVAL: '5000',
    OTEL_METRIC_EXPORT_TIMEOUT: '4000',
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=bookstore,service.version=${version},deployment.environment.name=local`,
    ...learnersVariables(),
    OTEL_SERVICE_NAME: name,
    OTEL_EXPORTER_OTLP_ENDPOINT: deskUrl,
  };
}

function learnersVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_')));
}
