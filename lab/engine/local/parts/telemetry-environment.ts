import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readChapterEnv } from '../../chapter-env.ts';
import type { PartName } from '../../engine.ts';
import { readSampling } from '../../read-sampling.ts';
import type { LabContext } from '../lab-context.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';

/**
 * Environment that sends a service's telemetry to the desk, or to the Collector where one runs. What the learner has
 * set in OTEL_* variables wins, and over that the active chapter; except the service's name and the endpoint, without
 * which the lab could not find its own telemetry.
 */
export function telemetryEnvironment(
  context: LabContext,
  name: PartName,
  version: string,
): NodeJS.ProcessEnv {
  const asked = { ...openTelemetryVariables(process.env), ...openTelemetryVariables(readChapterEnv()) };
  const protocol = asked.OTEL_EXPORTER_OTLP_PROTOCOL ?? (context.full ? 'http/protobuf' : 'http/json');
  const receiver = !context.full ? 'desk' : protocol === 'grpc' ? 'collector' : 'collector-http';
  return {
    // Over HTTP a batch is tried again for 13 s, so that a Collector may restart; gRPC drops it at once.
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    ...variablesIn('services', 'telemetry.env'),
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=bookstore,service.version=${version},deployment.environment.name=local`,
    ...(context.full ? fullStackVariables() : {}),
    ...asked,
    OTEL_SERVICE_NAME: name,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${loopback(context, receiver)}`,
  };
}

function fullStackVariables(): NodeJS.ProcessEnv {
  return {
    OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true', // counts what a full queue drops
    ...variablesIn('sampling', `${readSampling()}.env`),
  };
}

function variablesIn(...path: string[]): NodeJS.ProcessEnv {
  return parseEnv(readFileSync(deployed(...path), 'utf8'));
}

function openTelemetryVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('OTEL_')));
}
