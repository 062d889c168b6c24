// The button that switches between the system's theme, dark and light; theme.js applies the choice on load.

import { html } from '../lit-html/lit-html.js';
import { update } from './state.js';

const THEMES = {
  system: { icon: '◐', next: 'dark' },
  dark: { icon: '●', next: 'light' },
  light: { icon: '○', next: 'system' },
};

export function themeButton() {
  const theme = document.documentElement.dataset.theme ?? 'system';
  const { icon, next } = THEMES[theme];
  return html`<button
    type="button"
    class="quiet theme"
    aria-label="Theme: ${theme}. Switch to ${next}"
    title="Theme: ${theme}"
    @click=${() => use(next)}
  >
    <span aria-hidden="true">${icon}</span>
  </button>`;
}

function use(theme) {
  if (theme === 'system') {
    localStorage.removeItem('theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('theme', theme);
    document.documentElement.dataset.theme = theme;
  }
  update();
}
