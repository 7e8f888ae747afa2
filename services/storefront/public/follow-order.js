// Asks once a second how the order is doing and says so when it is settled. Without scripts the page reloads itself.
const ASK_EVERY_MS = 1_000;
const GIVE_UP_AFTER_MS = 120_000;

const status = document.getElementById('status');
const until = Date.now() + GIVE_UP_AFTER_MS;

setTimeout(ask, ASK_EVERY_MS);

async function ask() {
  const order = await readOrder();
  if (order && order.status !== 'placed') show(order.status);
  else if (Date.now() > until) show('slow');
  else setTimeout(ask, ASK_EVERY_MS);
}

async function readOrder() {
  try {
    const signal = AbortSignal.timeout(5 * ASK_EVERY_MS);
    const response = await fetch(status.dataset.follow, { headers: { accept: 'application/json' }, signal });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined; // the shop is away for a moment: ask again
  }
}

function show(outcome) {
  const words = document.querySelector(`template[data-status="${outcome}"]`);
  status.replaceChildren(words.content.cloneNode(true));
  for (const part of document.querySelectorAll('[data-for]')) {
    part.hidden = !part.dataset.for.split(' ').includes(outcome);
  }
}
