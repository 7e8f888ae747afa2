// A script or style that is cut off by a change of the machine's network (Docker makes one for each container) is not asked
// for again by the browser: the page would stay dead.
document.addEventListener('error', () => setTimeout(() => location.reload(), 500), {
  capture: true,
  once: true,
});
