import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
  type DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** A link that stands in the open: the SDK's own default hides every link in the dashboard's menu. */
export function visibleLink(
  title: string,
  type: DashboardLinkType,
  fill: (link: DashboardLinkBuilder) => DashboardLinkBuilder,
): Builder<DashboardLink> {
  const { placement, ...link } = fill(new DashboardLinkBuilder(title).type(type)).build();
  return { build: () => link };
}
