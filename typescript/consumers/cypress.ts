// The configuration and a test for Cypress, compiled against its types.
import { defineConfig } from 'cypress';
import { cypressTasks } from '@vimmerse/workflow-types/testing';

export default defineConfig({
  e2e: {
    setupNodeEvents(on) {
      on('task', cypressTasks({ url: 'http://127.0.0.1:8080' }));
    },
  },
});

describe('the first screen', () => {
  const key = `test-${Date.now()}`;

  beforeEach(() => {
    cy.intercept('http://127.0.0.1:8080/v2/**', (request) => {
      request.headers['x-api-key'] = key;
    });
    cy.task('simulator', [key, 'freeze']);
  });

  it('shows the video', () => {
    cy.visit('/');
    cy.contains('button', 'Make a clip').click();
    cy.task('simulator', [key, 'advance', '30s']);
    cy.get('video').should('be.visible');
  });
});
