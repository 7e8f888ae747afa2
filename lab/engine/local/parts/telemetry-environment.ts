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
  return {
    OTEL_EXPORTER_OTLP_PROTOCOL: context.full ? 'grpc' : 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    OTEL_BLRP_SCHEDULE_DELAY: '200',
    OTEL_METRIC_EXPORT_INTERVAL: '5000',
    OTEL_METRIC_EXPORT_TIMEOUT: '4000',
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=bookstore,service.version=${version},deployment.environment.name=local`,
    ...(context.full ? samplerVariables(context.full.sampling) : {}),
    ...learnersVariables(),
    OTEL_SERVICE_NAME: name,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${loopback(context, context.full ? 'collector' : 'desk')}`,
  };
}

function samplerVariables(sampling: string): NodeJS.ProcessEnv {
  return parseEnv(readFileSync(deployed('sampling', `${sampling}.env`), 'utf8'));
}

function learnersVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_')));
}
