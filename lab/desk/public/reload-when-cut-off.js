// A script or style that is cut off by a change of the machine's network (Docker makes one for each container) is not asked
// for again by the browser: the page would stay dead. What can never be had is not asked for without end.
{
  const MOST_RELOADS = 5;
  let cutOff = false;
  document.addEventListener('error', () => (cutOff = true), true);
  addEventListener('load', () => {
    const reloads = Number(sessionStorage.getItem('reloads'));
    sessionStorage.setItem('reloads', cutOff ? reloads + 1 : 0);
    if (cutOff && reloads < MOST_RELOADS) setTimeout(() => location.reload(), 500);
  });
}
