/**
 * Between which counts `draws` independent draws, each a hit with `probability`, stay except with a chance of `risk`: half
 * of it on either side. The exact quantiles of the binomial distribution.
 */
export function chanceInterval(
  draws: number,
  probability: number,
  risk: number,
): [least: number, most: number] {
  let exactly = (1 - probability) ** draws;
  let atMost = exactly;
  let least = 0;
  let most = 0;
  for (let hits = 0; hits < draws && atMost < 1 - risk / 2; hits += 1) {
    exactly *= ((draws - hits) / (hits + 1)) * (probability / (1 - probability));
    if (atMost < risk / 2) least = hits + 1;
    atMost += exactly;
    most = hits + 1;
  }
  return [least, most];
}
