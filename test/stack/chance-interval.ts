/**
 * Between which counts `draws` independent draws, each a hit with `probability`, stay in 99 of 100 cases: the exact
 * quantiles of the binomial distribution.
 */
export function chanceInterval(draws: number, probability: number): [least: number, most: number] {
  let exactly = (1 - probability) ** draws;
  let atMost = exactly;
  let least = 0;
  let most = 0;
  for (let hits = 0; hits < draws && atMost < 0.995; hits += 1) {
    exactly *= ((draws - hits) / (hits + 1)) * (probability / (1 - probability));
    if (atMost < 0.005) least = hits + 1;
    atMost += exactly;
    most = hits + 1;
  }
  return [least, most];
}
