import type { Span } from '../desk/telemetry-types.ts';
import { type CarriedHeader, carriedTraceparent, parseTraceparent } from './carried-header.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';
import type { Diagnosis, Finding } from './finding.ts';
import { quote, type SpanIs, short } from './span-is.ts';

/** The files where the context is written and where it is read, for the one who has to look there. */
export type Ends = { sender?: string; receiver?: string };

type Cause = { diagnosis: Diagnosis; found: string; at: keyof Ends };
type Scene = { evidence: Evidence; checkout: DrivenCheckout; parent: Span; child: Span };

/**
 * Why `child` is no child of `parent`, by what it was given to continue: from no header at all to a good one that was
 * ignored. Both are spans of the same checkout, in whatever traces.
 */
export function explainLostEdge(scene: Scene, ends: Ends): Finding {
  const { checkout, parent, child } = scene;
  const carried = carriedTraceparent(checkout, child);
  const { diagnosis, found, at } = carried ? explainHeader(scene, carried) : explainPlace(scene);
  return {
    diagnosis,
    expected: `${quote(child)} is a child of ${quote(parent)}, in the same trace.`,
    found,
    look: ends[at] ?? ends.receiver ?? `npx lab trace ${child.traceId}`,
    traceIds: [...new Set([checkout.caller.traceId, parent.traceId, child.traceId])],
    missingEdge: { from: spanName(parent), to: spanName(child) },
  };
}

function explainHeader(scene: Scene, { carrier, value, others }: CarriedHeader): Cause {
  const { parent, child } = scene;
  const apart =
    child.traceId === parent.traceId
      ? ''
      : ` So ${quote(child)} is in trace ${short(child.traceId)}…, and ${quote(parent)} in ${short(parent.traceId)}….`;
  if (value === undefined)
    return {
      diagnosis: 'header-absent',
      found: `${carrier} carried no traceparent${instead(others)}.${apart}`,
      at: 'sender',
    };
  if (typeof value === 'string' && value.includes(',')) {
    const found = `${carrier} carried two traceparents in one: ${value}. Who gets that must ignore it.${apart}`;
    return { diagnosis: 'header-doubled', found, at: 'sender' };
  }
  const header = parseTraceparent(value);
  if (!header) {
    const found = `${carrier} carried a traceparent that is none: ${show(value)}.${apart}`;
    return { diagnosis: 'header-malformed', found, at: 'sender' };
  }
  if (header.traceId !== parent.traceId) return explainForeign(scene, carrier, header.traceId);
  if (child.traceId === parent.traceId) return explainParent(scene, carrier, header.spanId);
  if (child.links.some(({ traceId }) => traceId === parent.traceId)) {
    const found = `${quote(child)} links to trace ${short(parent.traceId)}…, but begins one of its own, ${short(child.traceId)}….`;
    return { diagnosis: 'linked-not-parent', found, at: 'receiver' };
  }
  const found = `${carrier} carried the right traceparent, ${value}, but nobody continued it.${apart}`;
  return { diagnosis: 'header-ignored', found, at: 'receiver' };
}

function explainForeign(scene: Scene, carrier: string, traceId: string): Cause {
  const { evidence, checkout, parent } = scene;
  const other = evidence.checkouts.find(({ caller }) => caller.traceId === traceId);
  const found = other
    ? `${carrier} of order ${checkout.orderId} carried the trace of another order, ${other.orderId}: ${short(traceId)}… instead of ${short(parent.traceId)}….`
    : `${carrier} carried trace ${short(traceId)}…, while ${quote(parent)} is in ${short(parent.traceId)}….`;
  return { diagnosis: other ? 'in-another-orders-trace' : 'header-of-another-trace', found, at: 'sender' };
}

function explainParent({ checkout, parent, child }: Scene, carrier: string, carried: string): Cause {
  const actual = nameParent(checkout, child);
  if (child.parentSpanId !== carried) return wrongParent(actual, child);
  const found = `${carrier} carried the span id of ${actual}, not that of ${quote(parent)}.`;
  return { diagnosis: 'header-of-another-span', found, at: 'sender' };
}

/** For a span that no call and no message has caused: all there is to say is where it stands. */
function explainPlace({ evidence, checkout, parent, child }: Scene): Cause {
  if (child.traceId === parent.traceId) return wrongParent(nameParent(checkout, child), child);
  const other = evidence.checkouts.find(
    ({ caller }) => caller.traceId === child.traceId && caller.traceId !== checkout.caller.traceId,
  );
  if (other) {
    const found = `It is in the trace of another order, ${other.orderId}: ${short(child.traceId)}… instead of ${short(parent.traceId)}….`;
    return { diagnosis: 'in-another-orders-trace', found, at: 'receiver' };
  }
  const root = child.parentSpanId === null ? 'It has no parent: it begins' : 'It is in';
  const found = `${root} trace ${short(child.traceId)}…, while ${quote(parent)} is in ${short(parent.traceId)}….`;
  return { diagnosis: child.parentSpanId === null ? 'no-parent' : 'in-another-trace', found, at: 'receiver' };
}

function wrongParent(actual: string, { parentSpanId }: Span): Cause {
  const diagnosis = parentSpanId === null ? 'no-parent' : 'wrong-parent';
  return { diagnosis, found: `Its parent is ${actual}.`, at: 'receiver' };
}

function nameParent({ spans, elsewhere }: DrivenCheckout, { parentSpanId }: Span): string {
  if (parentSpanId === null) return 'no span at all';
  const parent = [...spans, ...elsewhere].find(({ spanId }) => spanId === parentSpanId);
  return parent ? quote(parent) : `a span that nobody has sent (${parentSpanId})`;
}

function instead(others: readonly string[]): string {
  return others.length === 0 ? '' : `, only ${others.join(', ')}`;
}

function spanName({ service, name }: Span): SpanIs {
  return { service, name };
}

function show(value: unknown): string {
  const text = Buffer.isBuffer(value) ? `bytes, ${value.toString()}` : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
