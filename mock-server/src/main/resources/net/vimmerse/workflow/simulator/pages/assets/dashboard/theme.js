// Not a module: it runs before the first paint, so that no page flashes in the other colours.
const chosen = localStorage.getItem('theme');
if (chosen) {
  document.documentElement.dataset.theme = chosen;
}
