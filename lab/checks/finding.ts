/** Why an expectation does not hold: the most specific cause that the evidence shows. */
export const DIAGNOSES = [
  // The lab stands, and what the learner's file makes of a service does not.
  'service-crashed',
  'not-settled',
  'checkout-failed',
  // From the widest gap to the narrowest.
  'service-silent',
  'span-missing',
  'span-unexpected',
  'span-not-ended',
  'span-ended-early',
  'too-many-spans',
  'sampled-out',
  'header-absent',
  'header-malformed',
  'header-doubled',
  'header-of-another-trace',
  'header-of-another-span',
  'header-ignored',
  'in-another-orders-trace',
  'in-another-trace',
  'no-parent',
  'wrong-parent',
  'linked-not-parent',
  'link-missing',
  'pod-unknown',
  'wrong-pod',
  'attribute-missing',
  'attribute-wrong',
  'status-wrong',
  'event-missing',
  'exception-missing',
  'exception-repeated',
  'baggage-lost',
  'log-missing',
  'log-without-trace',
  'log-of-another-trace',
  'personal-data',
  'metric-missing',
  'stored-too-little',
  'stored-too-much',
  'half-trace',
  'thrown-out-undecided',
  'gateway-idle',
  'not-stored',
  'not-exported',
  'not-delivered',
  'moved-not-copied',
  'exemplar-missing',
  'exemplar-unlinked',
  'configuration-rejected',
  'unanswered',
  'answered-wrong',
] as const;

export type Diagnosis = (typeof DIAGNOSES)[number];

/** An edge that should be there, for the page that draws it: both ends by service and span name. */
type MissingEdge = { from: SpanName; to: SpanName };
type SpanName = { service: string; name: string };

/** What is wrong with the learner's telemetry, in plain words: expected, found, and where to look. */
export type Finding = {
  diagnosis: Diagnosis;
  expected: string;
  found: string;
  /** The file, span or page to look at next. */
  look: string;
  /** The traces that show it, the learner's own first (32 hex digits each). */
  traceIds: string[];
  missingEdge?: MissingEdge;
};
