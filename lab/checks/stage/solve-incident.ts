import { openLearner } from '../../chapters/open-learner.ts';
import type { Engine } from '../../engine/engine.ts';
import { answerIncident } from '../../incident/answer-incident.ts';
import type { Begun } from '../../incident/begin-incident.ts';
import { runIncident } from '../../incident/run-incident.ts';
import { shortestRoute } from '../../incident/shortest-route.ts';

/** Begins the incident of this seed and names its culprit as soon as it shows: a rehearsal needs one on record. */
export async function solveIncident(engine: Engine, seed: number): Promise<void> {
  const learner = openLearner();
  const answered = Promise.withResolvers<unknown>();
  const answerWhenSeen = async ({ trouble, incident }: Begun) => {
    await shortestRoute(await engine.addresses(), trouble, incident.startedMs);
    await answerIncident(learner, engine, trouble.suspect);
  };
  const over = runIncident(learner, engine, {
    seed,
    signal: new AbortController().signal,
    meanwhile: (begun) => answered.resolve(answerWhenSeen(begun)),
  });
  over.catch(answered.reject);
  await answered.promise;
  await over;
}
