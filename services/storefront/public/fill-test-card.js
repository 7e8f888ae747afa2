// The numbers can be typed from the page; with scripts on, a button does it.
const input = document.getElementById('card.number');

for (const button of document.querySelectorAll('button[data-card]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    input.value = button.dataset.card;
    input.focus();
  });
}
