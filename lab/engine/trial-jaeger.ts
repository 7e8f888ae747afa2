import { readChapterEnv } from './chapter-env.ts';

/** A second Jaeger, which stands beside the store while a chapter has LAB_BESIDE=trial-jaeger. */
export const TRIAL_JAEGER = 'trial-jaeger';

/** Whether the active chapter has one. It is no part of the lab: nothing but that chapter waits for it. */
export function wantsTrialJaeger({ LAB_BESIDE }: Record<string, string> = readChapterEnv()): boolean {
  return LAB_BESIDE === TRIAL_JAEGER;
}
