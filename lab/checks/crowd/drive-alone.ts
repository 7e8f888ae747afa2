import type { Crowd } from './gather-crowd.ts';
import { halvesOf } from './halves-of.ts';

/** Somebody else may look at the shop meanwhile. */
const OTHERS_SHARE = 0.2;

/** Whether the Collectors have judged more traces than this crowd and a few others are. */
export function judgedTooMany<G extends string>(crowd: Crowd<G>): boolean {
  const judged = crowd.begunByEach().reduce((sum, count) => sum + count, 0);
  return judged > crowd.checkouts().length * (1 + OTHERS_SHARE);
}

/**
 * Drives a crowd whose traces are counted where they are judged. Once more when these are too many although all that is
 * stored is whole: what the services kept back while an earlier mistake was in the way may have come meanwhile.
 */
export function driveAlone<G extends string>(crowd: Crowd<G>): Crowd<G>['drive'] {
  return async (stage) => {
    await crowd.drive(stage);
    if (!judgedTooMany(crowd) || (await halvesOf(crowd)).length > 0) return;
    stage.say('other traces came meanwhile: once more');
    await crowd.drive(stage);
  };
}
