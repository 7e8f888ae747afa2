import type { ComposeProject } from '../../lab/engine/compose/compose-project.ts';
import { getImages } from '../../lab/engine/compose/get-images.ts';
import { requireDocker } from '../../lab/engine/compose/require-docker.ts';
import { stackEnvironment } from '../../lab/engine/compose/stack-environment.ts';
import { EngineUnavailable } from '../../lab/engine/engine-unavailable.ts';
import { readStores } from '../../lab/engine/read-stores.ts';

/** Why containers cannot be tested here; false when they can, with every image pulled and built. */
export async function reasonToSkip(project: ComposeProject): Promise<string | false> {
  try {
    await requireDocker();
    await getImages(project, stackEnvironment(readStores() ?? 'grafana', 'off'), {});
    return false;
  } catch (error) {
    if (error instanceof EngineUnavailable) return error.message;
    throw error;
  }
}
