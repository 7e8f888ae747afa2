import type { Log } from '../telemetry-types.ts';
import { cutText, MAX_NAME_LENGTH } from './cut-text.ts';
import { decodeAttributes, decodeValue } from './decode-attributes.ts';
import { decodeSpanId, decodeTraceId } from './decode-id.ts';
import { decodeTimeMs } from './decode-time-ms.ts';
import { eachItem, type SignalShape } from './each-item.ts';
import { isRecord } from './is-record.ts';

const SHAPE: SignalShape = { resources: 'resourceLogs', scopes: 'scopeLogs', items: 'logRecords' };
/** OTLP severity numbers come in fours: 1-4 TRACE, 5-8 DEBUG and so on. */
const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Hands every usable log record of an OTLP/JSON logs request to `keep`, and the reason for each unusable one to `refuse`. Never throws. */
export function decodeLogs(
  request: unknown,
  keep: (log: Log) => void,
  refuse: (reason: string) => void,
): void {
  eachItem(request, SHAPE, (item, service) => {
    const log = decodeLog(item, service);
    if (typeof log === 'string') refuse(log);
    else keep(log);
  });
}

/** The log record, or the reason why it is unusable. */
function decodeLog(item: unknown, service: string): Log | string {
  if (!isRecord(item)) return 'log-not-an-object';
  const timeMs = decodeTimeMs(item.timeUnixNano) ?? decodeTimeMs(item.observedTimeUnixNano);
  if (timeMs === null) return 'log-time-invalid';
  return {
    timeMs,
    service,
    severity: severityOf(item),
    body: decodeValue(item.body),
    traceId: decodeTraceId(item.traceId),
    spanId: decodeSpanId(item.spanId),
    attributes: decodeAttributes(item.attributes),
  };
}

function severityOf(item: Record<string, unknown>): string {
  const byNumber = SEVERITIES[Math.floor((Number(item.severityNumber) - 1) / 4)];
  if (byNumber !== undefined) return byNumber;
  return typeof item.severityText === 'string' && item.severityText !== ''
    ? cutText(item.severityText, MAX_NAME_LENGTH).toUpperCase()
    : 'UNSPECIFIED';
}
