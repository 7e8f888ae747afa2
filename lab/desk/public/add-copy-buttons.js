import { createElement } from './create-element.js';

const SHOWN_MS = 1500;

/** Puts a button beside each block of commands that copies them, without prompt and output. */
export function addCopyButtons(text) {
  for (const block of text.querySelectorAll('pre[data-terminal]')) {
    const frame = createElement('div', { class: 'terminal' });
    block.replaceWith(frame);
    frame.append(block, copyButton(commandsOf(block.textContent)));
  }
}

/** A button that copies this text. */
export function copyButton(text, label = 'Copy') {
  const button = createElement(
    'button',
    { type: 'button', class: 'quiet copy', 'data-key': `copy ${text}` },
    label,
  );
  button.addEventListener('click', async () => {
    const worked = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = worked ? 'Copied' : 'Select it and copy';
    document.getElementById('announcement')?.replaceChildren(button.textContent);
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN_MS);
  });
  return button;
}

/** Where lines begin with a prompt, the others are output. */
function commandsOf(text) {
  const lines = text.trimEnd().split('\n');
  const typed = lines.filter((line) => line.startsWith('$ '));
  return typed.length === 0 ? lines.join('\n') : typed.map((line) => line.slice(2)).join('\n');
}
