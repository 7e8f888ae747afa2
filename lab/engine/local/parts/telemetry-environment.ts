import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { PartName } from '../../engine.ts';
import type { LabContext } from '../lab-context.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';

/**
 * Environment that sends a service's telemetry to the desk, or to the Collector where one runs. What the learner has
 * set in OTEL_* variables wins, except the service's name and the endpoint, without which the lab could not find its
 * own telemetry.
 */
export function telemetryEnvironment(
  context: LabContext,
  name: PartName,
  version: string,
): NodeJS.ProcessEnv {
  const protocol = process.env.OTEL_EXPORTER_OTLP_PROTOCOL ?? (context.full ? 'http/protobuf' : 'http/json');
  const receiver = !context.full ? 'desk' : protocol === 'grpc' ? 'collector' : 'collector-http';
  return {
    // Over HTTP a batch is tried again for 13 s, so that a Collector may restart; gRPC drops it at once.
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_TIMEOUT: '20000',
    OTEL_BSP_MAX_QUEUE_SIZE: '8192',
    OTEL_BLRP_MAX_QUEUE_SIZE: '8192',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    OTEL_BLRP_SCHEDULE_DELAY: '200',
    OTEL_METRIC_EXPORT_INTERVAL: '5000',
    OTEL_METRIC_EXPORT_TIMEOUT: '4000',
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=bookstore,service.version=${version},deployment.environment.name=local`,
    ...(context.full ? fullStackVariables(context.full.sampling) : {}),
    ...learnersVariables(),
    OTEL_SERVICE_NAME: name,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${loopback(context, receiver)}`,
  };
}

function fullStackVariables(sampling: string): NodeJS.ProcessEnv {
  return {
    OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true', // counts what a full queue drops
    ...parseEnv(readFileSync(deployed('sampling', `${sampling}.env`), 'utf8')),
  };
}

function learnersVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_')));
}
