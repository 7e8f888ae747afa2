import { listTraces } from './list-traces.js';
import { watchDesk } from './watch-desk.js';

watchDesk('/api/events', listTraces());
