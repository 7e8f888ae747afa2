import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkoutDashboard } from './checkout/checkout-dashboard.ts';
import { paymentsDashboard } from './payments/payments-dashboard.ts';
import { pipelineDashboard } from './pipeline/pipeline-dashboard.ts';
import { runtimeDashboard } from './runtime/runtime-dashboard.ts';

/** The text of every dashboard by its file name. Equal sources give equal bytes. */
export function renderDashboards(): Map<string, string> {
  const dashboards: Record<string, Dashboard> = {
    checkout: checkoutDashboard(),
    payments: paymentsDashboard(),
    pipeline: pipelineDashboard(),
    runtime: runtimeDashboard(),
  };
  return new Map(
    Object.entries(dashboards).map(([name, dashboard]) => [
      `${name}.json`,
      `${JSON.stringify(dashboard, null, 2)}\n`,
    ]),
  );
}
