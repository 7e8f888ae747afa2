// The contract of the stores, held by those of the running lab behind its Collector: whichever these are.
import { before, test } from 'node:test';
import { collectorHttp } from '../stores/collector-http.ts';
import { LOG_CASES } from '../stores/log-cases.ts';
import { sendMadeUp } from '../stores/send-made-up.ts';
import { TRACE_CASES } from '../stores/trace-cases.ts';
import { stores } from './running-stores.ts';

let baseMs = Number.NaN;
before(async () => {
  baseMs = await sendMadeUp(collectorHttp(), await stores());
});

for (const { when, ask } of TRACE_CASES)
  test(`${when} (traces)`, async () => ask((await stores()).traces, baseMs));

for (const { when, ask } of LOG_CASES) test(`${when} (logs)`, async () => ask((await stores()).logs, baseMs));
