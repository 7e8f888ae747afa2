import type { PartName, Stores } from '../engine.ts';
import { storesAmong } from '../parts-of-stores.ts';
import { readStores } from '../read-stores.ts';
import type { Container } from './container.ts';

/** What STORES asks for, else what these containers have, else Tempo, Loki and Grafana. Throws LabError (usage) like readStores. */
export function chooseStores(containers: Map<PartName, Container>): Stores {
  return readStores() ?? storesAmong(containers.keys()) ?? 'grafana';
}
