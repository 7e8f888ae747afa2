import exec from 'k6/execution';

/** Whether this iteration is the first of every `n`, or the one `later` than that, counted over all virtual users. */
export function everyNth(n: number, later = 0): boolean {
  return exec.scenario.iterationInTest % n === later;
}
