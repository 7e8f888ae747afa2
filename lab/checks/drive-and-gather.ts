import { assessTrace } from '../desk/trace/assess-trace.ts';
import type { Engine } from '../engine/engine.ts';
import type { Chapter, Expectation } from './chapter.ts';
import type { Evidence } from './evidence.ts';
import { examinePlatform } from './examine-platform.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { runDrive } from './run-drive.ts';

/**
 * Drives a chapter's checkouts for the learner to look at, and returns what they left, as whole as it gets within a few
 * seconds. Throws LabError when the lab is not well.
 */
export async function driveAndGather(
  engine: Engine,
  chapter: Pick<Chapter, 'drive' | 'needs' | 'engines'>,
  onProgress: (line: string) => void = () => {},
): Promise<Evidence> {
  await examinePlatform(engine, chapter);
  onProgress('buying books');
  const driven = await runDrive(engine, chapter, onProgress);
  return (await judgeExpectations(await engine.addresses(), driven, [whole], onProgress)).evidence;
}

const whole: Expectation = {
  text: 'the whole trace of each checkout',
  judge: ({ checkouts }) => {
    const part = checkouts.find(({ spans }) => !assessTrace(spans).complete);
    if (!part) return undefined;
    const { traceId } = part.caller;
    const [problem] = assessTrace(part.spans).problems;
    return {
      diagnosis: 'span-missing',
      expected: 'The trace of the checkout is whole.',
      found: problem?.message ?? '',
      look: `npx lab trace ${traceId}`,
      traceIds: [traceId],
    };
  },
};
