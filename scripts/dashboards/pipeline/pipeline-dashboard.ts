import { type Dashboard, TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { bookstoreDashboard } from '../bookstore-dashboard.ts';
import { collectorRow } from './collector-row.ts';
import { costRow } from './cost-row.ts';
import { glanceRow } from './glance-row.ts';
import { receivedRow } from './received-row.ts';
import { sampledRow } from './sampled-row.ts';
import { sentRow } from './sent-row.ts';

/** Does the telemetry itself arrive, what is lost on its way, and what would it cost? */
export function pipelineDashboard(): Dashboard {
  return bookstoreDashboard({
    uid: 'bookstore-pipeline',
    title: 'Telemetry pipeline',
    description: 'Does the telemetry itself arrive, what is lost on its way, and what would it cost?',
    variables: [
      new TextBoxVariableBuilder('price').label('$ per million spans').defaultValue('0.30'),
      new TextBoxVariableBuilder('requests').label('Requests per second, assumed').defaultValue('10000'),
    ],
    rows: [glanceRow(), receivedRow(), sampledRow(), sentRow(), collectorRow(), costRow()],
  });
}
