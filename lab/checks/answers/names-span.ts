import type { SpanIs } from '../span-is.ts';

const SERVICES = ['storefront', 'orders', 'payments-worker'];
const FILLERS = ['the', 'span', 'of', 'in', 'from', 'by', 'service'];

/** Whether somebody named this span: by its name, and by no other service than its own. `fully`: the service must be there. */
export function namesSpan(given: string, { service, name }: SpanIs, fully = false): boolean {
  const words = given
    .toLowerCase()
    .split(/[\s“”"'`(),:]+/)
    .filter((word) => word !== '' && !FILLERS.includes(word));
  const services = words.filter((word) => SERVICES.includes(word));
  const rest = words.filter((word) => !SERVICES.includes(word)).join(' ');
  if (rest !== name.toLowerCase()) return false;
  return services.length === 0 ? !fully : services.every((one) => one === service);
}
