import { defineConfig } from '@playwright/test';

/** Where the page is served; see serve.mjs. */
const PAGE = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  reporter: 'line',
  timeout: 60_000,
  use: {
    baseURL: PAGE,
    // A browser of the system in place of Playwright's own.
    launchOptions: process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {},
  },
  webServer: { command: 'node serve.mjs', url: `${PAGE}/first-screen.html` },
});
