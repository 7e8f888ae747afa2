import exec from 'k6/execution';

/** Whether this iteration is one of every `n`, counted over all virtual users. */
export function everyNth(n: number): boolean {
  return exec.scenario.iterationInTest % n === 0;
}
