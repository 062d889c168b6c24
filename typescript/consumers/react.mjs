// Runs openapi-react-query.ts in a page of React, against the simulator at SIMULATOR_URL: node react.mjs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import ts from 'typescript';
import { TestNamespace } from '../testing.mjs';

const url = process.env.SIMULATOR_URL;
const { window } = new JSDOM('<div id="root"></div>', { url });
const { document } = window;
Object.assign(globalThis, { window, document });
Object.defineProperty(globalThis, 'navigator', { value: window.navigator, configurable: true });

// The proxy of a development server resolves paths and adds the key.
const namespace = new TestNamespace({ url });
const NodeRequest = globalThis.Request;
globalThis.Request = class extends NodeRequest {
  constructor(input, init) {
    super(typeof input === 'string' ? new URL(input, url) : input, init);
    this.headers.set('X-Api-Key', namespace.key);
  }
};

// A second takes 20 ms, and the timers that still run are known.
const timers = new Set();
const { setInterval, clearInterval } = globalThis;
globalThis.setInterval = (task, delay, ...args) => {
  const timer = setInterval(task, delay / 50, ...args);
  timers.add(timer);
  return timer;
};
globalThis.clearInterval = (timer) => {
  timers.delete(timer);
  clearInterval(timer);
};

const sample = new URL('openapi-react-query.ts', import.meta.url);
const compiled = new URL('openapi-react-query.mjs', import.meta.url);
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
writeFileSync(compiled, ts.transpileModule(readFileSync(sample, 'utf8'), { compilerOptions: options }).outputText);
const { useCreate, useWorkflow } = await import(compiled);
const { createElement, useState } = await import('react');
const { createRoot } = await import('react-dom/client');
const { QueryClient, QueryClientProvider } = await import('@tanstack/react-query');

function Create() {
  const create = useCreate();
  return createElement('button', { onClick: () => create('https://example.com/input.png') }, 'Create');
}

function Status({ id }) {
  return createElement('p', null, useWorkflow(id) ?? 'loading');
}

let show;
function Page() {
  const [id, setId] = useState();
  show = setId;
  return createElement('div', null, createElement(Create), id && createElement(Status, { id }));
}

const text = () => document.querySelector('p')?.textContent;
const shows = (status) => waitUntil(() => text() === status, () => `${text()} instead of ${status}`);

async function waitUntil(condition, problem) {
  const timeout = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < timeout, problem?.());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const root = createRoot(document.getElementById('root'));
root.render(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Page)));
await waitUntil(() => document.querySelector('button'));

await namespace.freeze();
for (const end of ['success', 'fail']) {
  if (end === 'fail') {
    await namespace.outcome('fail-at=upscale');
  }
  const before = (await namespace.workflows()).map(({ id }) => id);
  document.querySelector('button').click();
  let created;
  await waitUntil(async () => {
    created = (await namespace.workflows()).find(({ id }) => !before.includes(id));
    return created;
  });
  show(created.id);
  await shows('new');
  assert.equal(timers.size, 1, 'the page polls');
  await namespace.advance('10s');
  await shows('processing');
  await namespace.advance('10m');
  await shows(end);
  await waitUntil(() => timers.size === 0, () => `${timers.size} timers still run after ${end}`);
}
root.unmount();
console.log('ok');
process.exit(0);
