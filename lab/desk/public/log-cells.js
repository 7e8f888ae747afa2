import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { valueText } from './value-text.js';

/** The cells of a log record's line: severity and text, and a dot at its moment. */
export function logCells({ log, offsetMs }) {
  const alarm = ['WARN', 'ERROR', 'FATAL'].includes(log.severity);
  return [
    createElement(
      'div',
      { role: 'gridcell', class: 'name' },
      createElement(
        'span',
        { class: alarm ? 'severity severity-alarm' : 'severity' },
        log.severity.toLowerCase(),
      ),
      createElement('span', { class: 'title' }, valueText(log.body).slice(0, 300)),
    ),
    createElement('div', { role: 'gridcell', class: 'kind' }, 'log'),
    createElement('div', { role: 'gridcell', class: 'duration' }, `at ${formatDuration(offsetMs)}`),
    createElement(
      'div',
      { role: 'gridcell', class: 'axis' },
      createElement('span', { class: alarm ? 'dot dot-alarm' : 'dot' }),
    ),
  ];
}
