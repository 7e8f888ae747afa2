// Who may call whom: every flow that the lab needs, and no other. Whether a network enforces it is not to be seen here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedFlows } from './allowed-flows.ts';
import { OVERLAYS, render } from './render.ts';
import { withoutKubectl } from './without-kubectl.ts';

const skip = withoutKubectl();

const SENDERS = ['storefront', 'orders', 'payments-worker'];
const names = (callers: string[]) =>
  callers.flatMap((from) => [`${from} -> kube-dns:53`, `${from} -> kube-dns:53/UDP`]);
const otlp = (to: string) => SENDERS.flatMap((from) => [`${from} -> ${to}:4317`, `${from} -> ${to}:4318`]);
// Where the API server listens: 6443, or 443 in some clouds.
const apiServer = (from: string) => [`${from} -> anyone:443`, `${from} -> anyone:6443`];

const SHOP = [
  'storefront -> orders:8081',
  'orders -> postgres:5432',
  'orders -> rabbitmq:5672',
  'payments-worker -> payment-gateway:8082',
  'payments-worker -> postgres:5432',
  'payments-worker -> rabbitmq:5672',
];
const GATEWAY = ['tempo:4317', 'loki:3100', 'prometheus:9090', 'desk:8090'].map(
  (to) => `collector-gateway -> ${to}`,
);
const GRAFANA = ['tempo:3200', 'loki:3100', 'prometheus:9090'].map((to) => `grafana -> ${to}`);
const SCRAPED = ['collector-gateway:8888', 'tempo:3200', 'loki:3100', 'rabbitmq:15692'].map(
  (to) => `prometheus -> ${to}`,
);
const DESK = ['tempo:3200', 'loki:3100', 'collector-gateway:8888'].map((to) => `desk -> ${to}`);
const ONE_TIER = [
  ...SHOP,
  ...GATEWAY,
  ...GRAFANA,
  ...SCRAPED,
  ...DESK,
  ...names([...SENDERS, 'collector-gateway', 'prometheus', 'grafana', 'desk']),
];
const TWO_TIERS = [
  ...ONE_TIER,
  ...otlp('collector-agent'),
  ...names(['collector-agent']),
  ...apiServer('collector-agent'),
  'collector-agent -> collector-gateway:4317',
  'prometheus -> collector-agent:8888',
];
// What a browser, `npx lab` and its checks ask at a port of the node.
const NODE_PORTS = [
  'storefront:8080',
  'orders:8081',
  'payment-gateway:8082',
  'payments-worker:8083',
  'postgres:5432',
  'rabbitmq:5672',
  'rabbitmq:15692',
  'desk:8090',
  'collector-agent:4317',
  'collector-agent:4318',
  'collector-gateway:13133',
  'collector-gateway:8888',
  'prometheus:9090',
];
const GRAFANA_NODE_PORTS = ['tempo:3200', 'loki:3100', 'grafana:3000'];
const OPEN_NODE_PORTS = ['jaeger:16686', 'victoria-logs:9428'];
const atNode = (ports: string[]) => ports.map((to) => `anyone -> ${to}`);
// With Jaeger and VictoriaLogs in place of Tempo, Loki and Grafana.
const OPEN = [
  ...TWO_TIERS.filter((flow) => !/tempo|loki|grafana/.test(flow)),
  'collector-gateway -> jaeger:4317',
  'collector-gateway -> victoria-logs:9428',
  'prometheus -> jaeger:8888',
  'prometheus -> victoria-logs:9428',
  'desk -> jaeger:16686',
  'desk -> victoria-logs:9428',
];

const NEEDED: Record<string, string[]> = {
  base: TWO_TIERS,
  'overlays/kind': [...TWO_TIERS, ...atNode(NODE_PORTS), ...atNode(GRAFANA_NODE_PORTS)],
  'overlays/open': OPEN,
  'overlays/kind-open': [...OPEN, ...atNode(NODE_PORTS), ...atNode(OPEN_NODE_PORTS)],
  'overlays/trial-jaeger': [
    ...TWO_TIERS,
    'collector-gateway -> trial-jaeger:4317',
    'collector-gateway -> trial-jaeger:4318',
    'grafana -> trial-jaeger:16686',
  ],
  'overlays/operator': TWO_TIERS,
  'overlays/remote-backends': [
    ...TWO_TIERS,
    'collector-gateway -> anyone:443',
    'collector-gateway -> anyone:4317',
  ],
  'overlays/gateway-only': [...ONE_TIER, ...otlp('collector-gateway'), ...apiServer('collector-gateway')],
};

for (const [overlay, needed] of Object.entries(NEEDED)) {
  test(`When the policies of ${overlay} are enforced, then every needed call passes, and no other`, {
    skip,
  }, () => {
    assert.deepEqual(allowedFlows(render(overlay)), needed.toSorted());
  });
}

test('When an overlay is added, then its flows are listed here', { skip }, () => {
  assert.deepEqual(Object.keys(NEEDED).sort(), [...OVERLAYS].sort());
});
