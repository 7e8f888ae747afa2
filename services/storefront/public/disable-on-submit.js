// A second click while the first is on its way sends nothing. (Buying twice is prevented by the server as well.)
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    setButtons(form, true);
  });
}

// The browser may show this page again as it was left.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) {
    delete form.dataset.sent;
    setButtons(form, false);
  }
});

function setButtons(form, disabled) {
  for (const button of form.querySelectorAll('button:not([type])')) button.disabled = disabled;
}
