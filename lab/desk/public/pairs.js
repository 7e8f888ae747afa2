import { createElement } from './create-element.js';

/** A list of names with their values, which are text or elements. */
export function pairs(facts, className = 'pairs') {
  const list = createElement('dl', { class: className });
  for (const [name, value] of Object.entries(facts))
    list.append(createElement('dt', {}, name), createElement('dd', {}, value));
  return list;
}
