const AGAIN_MS = 500;

/**
 * Gets what the desk answers at `path`. A request that a change of the machine's network cut off (Docker makes one for each
 * container) is sent again, until there is an answer.
 */
export async function askDesk(path) {
  for (;;) {
    const response = await fetch(path).catch(() => null);
    if (response !== null) return response;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
