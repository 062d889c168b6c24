import { html, render } from '../lit-html/lit-html.js';

render(html`<main><h1>Workflow simulator</h1></main>`, document.body);
