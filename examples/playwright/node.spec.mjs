// What the guide says about Node.js: workflows.js runs there as it does in a browser.
import { request } from 'node:http';
import { test, expect } from '@playwright/test';
import { TestNamespace, cypressTasks } from '../../typescript/testing.mjs';
import { create, instant, waitUntilEnded } from '../web/workflows.js';

test('creates a workflow on the server and waits for it', async () => {
  const simulator = new TestNamespace({ url: process.env.SIMULATOR_URL });
  await simulator.outcome('polls=2');

  const { id } = await create(simulator, { image_urls: ['https://example.com/input.png'] });
  const workflow = await waitUntilEnded(simulator, id);

  expect(workflow.processing_status).toBe('success');
  expect(instant(workflow.created_at).getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
});

test('reads each form of a timestamp', () => {
  const expected = Date.parse('2025-04-11T18:33:59.780Z');
  for (const text of [
    '2025-04-11 18:33:59.780864+00:00',
    '2025-04-11T18:33:59.780864Z',
    '2025-04-11 20:33:59.780+0200',
    '2025-04-11 18:33:59.78',
  ]) {
    expect(instant(text).getTime(), text).toBe(expected);
  }
});

test('rejects when the admin API returns an error', async () => {
  const simulator = new TestNamespace({ url: `${process.env.SIMULATOR_URL}/nothing` });

  await expect(simulator.waitFor(() => false)).rejects.toThrow('GET /summary returned 404');
});

test('serves only the folder of the page', async ({ baseURL }) => {
  const status = (path) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(baseURL);
      // Not fetch, which would resolve the path.
      request({ hostname, port, path }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
    });
  expect(await status('/index.html')).toBe(200);
  for (const path of ['/../playwright/serve.mjs', '/%2e%2e/playwright/serve.mjs', `/${new URL('serve.mjs', import.meta.url)}`]) {
    expect(await status(path), path).toBe(404);
  }
});

test('registers a task for Cypress that calls the methods of a namespace', async () => {
  const tasks = {};
  const on = (event, handlers) => Object.assign(tasks, event === 'task' ? handlers : {});
  on('task', cypressTasks({ url: process.env.SIMULATOR_URL }));
  const { key } = new TestNamespace();
  // Cypress passes arguments and results as JSON, and takes undefined for a task that was not handled.
  const task = async (...call) => {
    const result = await tasks.simulator(JSON.parse(JSON.stringify([key, ...call])));
    expect(result).toEqual(JSON.parse(JSON.stringify(result)));
    return result;
  };

  expect((await task('freeze')).frozen).toBe(true);
  await task('advance', '30s');
  expect(await task('workflows')).toEqual([]);
  expect(await task('reset')).toBeNull();
  await expect(task('advance', 'soon')).rejects.toThrow('422');
});
