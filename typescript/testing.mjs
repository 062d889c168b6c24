import testing from './testing.js';

export const { TestNamespace, cypressTasks } = testing;
