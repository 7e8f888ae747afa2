import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otlpJsonOfTempo } from '../../lab/stores/otlp-json-of-tempo.ts';

test('When Tempo tells a span, then its ids, kind and status become those of OTLP/JSON', () => {
  const told = {
    traceId: 'xJV9XvBhrJ3cemxZ/7Ubzw==',
    spanId: 'MvXfzpn9Tuk=',
    parentSpanId: 'sPUl79/QWNY=',
    kind: 'SPAN_KIND_CLIENT',
    status: { message: 'no', code: 'STATUS_CODE_ERROR' },
    links: [{ traceId: 'tZIeGBTvk0teqvu8tZTbfA==', spanId: 'GMuTk/7LHb4=' }],
  };
  assert.deepEqual(otlpJsonOfTempo({ spans: [told] }), {
    spans: [
      {
        traceId: 'c4957d5ef061ac9ddc7a6c59ffb51bcf',
        spanId: '32f5dfce99fd4ee9',
        parentSpanId: 'b0f525efdfd058d6',
        kind: 3,
        status: { message: 'no', code: 2 },
        links: [{ traceId: 'b5921e1814ef934b5eaafbbcb594db7c', spanId: '18cb9393fecb1dbe' }],
      },
    ],
  });
});

test('When an attribute has a name or value like those, then it stays as it was sent', () => {
  const span = { attributes: [{ key: 'kind', value: { stringValue: 'SPAN_KIND_CLIENT' } }] };
  assert.deepEqual(otlpJsonOfTempo(span), span);
});
