import { createElement } from './create-element.js';

/** Tells how to get the first trace, as long as the desk holds none. */
export function showNoTraces(place, { held, shopUrl }) {
  const empty = held.traces === 0;
  if (place.hidden !== empty) return;
  place.hidden = !empty;
  const shop = shopUrl === null ? 'in the shop' : createElement('a', { href: shopUrl }, 'in the shop');
  place.replaceChildren(
    createElement('h2', {}, 'No traces yet'),
    createElement(
      'p',
      {},
      'Buy a book ',
      shop,
      ', or run ',
      createElement('code', {}, 'npx lab checkout'),
      '.',
    ),
    createElement('p', {}, 'Its trace shows here as soon as its first span has ended.'),
  );
}
