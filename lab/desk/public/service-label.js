import { createElement } from './create-element.js';

/** The Bookstore's services always have the same colour; others get one by name. */
const KNOWN = ['storefront', 'orders', 'payments-worker'];
const COLOURS = 8;

/** The number of a service's colour, 0 to 7; the same name always has the same one. */
export function serviceColour(service) {
  const known = KNOWN.indexOf(service);
  if (known !== -1) return known;
  let hash = 0;
  for (const letter of service) hash = (hash * 31 + letter.codePointAt(0)) % 65521;
  return KNOWN.length + (hash % (COLOURS - KNOWN.length));
}

/** A service's name with its coloured mark. */
export function serviceLabel(service) {
  return createElement('span', { class: 'service', 'data-colour': serviceColour(service) }, service);
}
