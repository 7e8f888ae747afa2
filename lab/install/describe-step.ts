import type { BuildStep } from './build-source.ts';
import type { Source } from './sources.ts';
import { timeLeft } from './time-left.ts';

/**
 * One line on how far a build is and about how long it still takes; `elapsed` are the seconds of this step so far,
 * `later` what is built after it. Times are rounded up: they rest on one measurement and on this machine's pace.
 */
export function describeStep(source: Source, step: BuildStep, elapsed: number, later: Source[]): string {
  if (step.doing === 'proving') return `${source.part}: starting it once`;
  if (step.doing === 'fetching') {
    const modules = step.modules > 0 ? `fetching modules, ${step.modules} so far` : 'looking at its modules';
    return `${source.part}: ${modules}; then compiling, ${inMinutes(source.seconds)} on two idle cores`;
  }
  const { done, packages, cached } = step;
  // What earlier builds have left in Go's cache takes no time now.
  const measured = source.seconds * (packages / Math.max(1, packages + cached));
  const left = timeLeft(done / Math.max(1, packages), elapsed, measured);
  const what = done < packages ? `compiling ${done} of ${packages} packages` : 'linking';
  return `${source.part}: ${what}, about ${inMinutes(left)} left${andLater(later)}`;
}

function andLater(later: Source[]): string {
  if (later.length === 0) return '';
  const seconds = later.reduce((sum, source) => sum + source.seconds, 0);
  return `; then ${later.map(({ part }) => part).join(', ')} (${inMinutes(seconds)} on two idle cores)`;
}

function inMinutes(seconds: number): string {
  return `${Math.max(1, Math.ceil(seconds / 60))} min`;
}

/** A duration in seconds as a person would say it. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
