import { test as base, expect } from '@playwright/test';
// In your project: from '@vimmerse/workflow-types/testing'.
import { TestNamespace } from '../../typescript/testing.mjs';

/** A test with a namespace of its own, so that tests run in parallel. */
const test = base.extend({
  simulator: async ({ page }, use) => {
    const namespace = new TestNamespace({ url: process.env.SIMULATOR_URL });
    await namespace.use(page, 'http://127.0.0.1:8080');
    await use(namespace);
    await namespace.reset();
  },
});

test.beforeEach(async ({ page }) => {
  await page.goto('first-screen.html');
});

test('shows the progress, then the video', async ({ page, simulator }) => {
  await simulator.freeze();
  await page.getByRole('button', { name: 'Make a clip' }).click();
  await expect(page.getByRole('status')).toHaveText('new');

  await simulator.advance('10s');
  await expect(page.getByRole('status')).toHaveText('processing');
  await simulator.advance('10s');

  await expect(page.getByRole('status')).toHaveText('success');
  await expect(page.locator('video')).toBeVisible();
});

test('survives two errors while it waits', async ({ page, simulator }) => {
  await simulator.fault({ operation: 'getWorkflow', status: 503, count: 2 });
  await simulator.freeze();
  await page.getByRole('button', { name: 'Make a clip' }).click();

  await expect(page.getByRole('status')).toContainText('Retrying');
  await simulator.advance('20s');

  await expect(page.locator('video')).toBeVisible({ timeout: 20_000 });
});

test('says that a workflow has failed', async ({ page, simulator }) => {
  await simulator.outcome('fail');
  await page.getByRole('button', { name: 'Make a clip' }).click();
  await simulator.waitFor(async () => (await simulator.workflows()).length > 0);

  await simulator.advance('20s');

  await expect(page.getByRole('status')).toHaveText('fail');
});

test('costs nothing without credits', async ({ page, simulator }) => {
  await simulator.credits(0);

  await page.getByRole('button', { name: 'Make a clip' }).click();

  await expect(page.getByRole('status')).toContainText('credit');
  expect(await simulator.workflows()).toEqual([]);
});
