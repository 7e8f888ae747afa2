import type { Span } from '../../desk/telemetry-types.ts';
import { assessTrace } from '../../desk/trace/assess-trace.ts';
import { LabError } from '../../engine/lab-error.ts';
import type { Expectation } from '../chapter.ts';

/**
 * The services leak, as the chapter's variables make them: otherwise that nothing is found would prove nothing. What leaks is
 * known by `isLeak` also when it is scrubbed. Throws LabError when a whole trace has no leak: the chapter was not started.
 */
export function leaks(isLeak: (span: Span) => boolean): Expectation {
  return {
    text: 'the services go on leaking: it is the pipeline that holds back',
    judge: ({ checkouts }) => {
      const tight = checkouts.find(({ spans }) => assessTrace(spans).complete && !spans.some(isLeak));
      if (!tight) return undefined;
      throw new LabError('The services do not leak: they run without the variables of this chapter.', {
        next: ['npx lab start 08'],
      });
    },
  };
}
