import type { AnyCrowd } from './gather-crowd.ts';
import { halvesOf } from './halves-of.ts';

/** Somebody else may look at the shop meanwhile. */
const OTHERS_SHARE = 0.2;

/** Whether the Collectors have judged more traces than this crowd and a few others are. */
export function judgedTooMany(crowd: AnyCrowd): boolean {
  const judged = crowd.begunByEach().reduce((sum, count) => sum + count, 0);
  return judged > crowd.checkouts().length * (1 + OTHERS_SHARE);
}

/** `drive` sends the crowd; `counted` is the crowd that tells afterwards how many traces were judged. */
type Counted = { drive: AnyCrowd['drive']; counted: () => AnyCrowd };

/**
 * Drives a crowd whose traces are counted where they are judged. Where these are too many although all that is stored is
 * whole, `few` are counted instead: what the services kept back while an earlier mistake was in the way may have come
 * meanwhile.
 */
export function countJudged(crowd: AnyCrowd, few: AnyCrowd): Counted {
  let counted = crowd;
  return {
    drive: async (stage) => {
      counted = crowd;
      await crowd.drive(stage);
      if (!judgedTooMany(crowd) || (await halvesOf(crowd)).length > 0) return;
      stage.say('too many traces came: counting again with a few customers');
      await few.drive(stage);
      counted = few;
    },
    counted: () => counted,
  };
}
