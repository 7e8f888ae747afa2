/** The data sources of deploy/grafana/provisioning/datasources, by their uid. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
export const LOKI = { type: 'loki', uid: 'loki' };
export const TEMPO = { type: 'tempo', uid: 'tempo' };
