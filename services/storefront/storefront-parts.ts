import type { Logger } from '../shared/logger.ts';
import type { OrdersClient } from './orders-client.ts';
import type { RenderPage } from './render-page.ts';
import type { TraceLinks } from './trace-link.ts';

/** What the routes need. */
export type StorefrontParts = { orders: OrdersClient; links: TraceLinks; render: RenderPage; logger: Logger };
