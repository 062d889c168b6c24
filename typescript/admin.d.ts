/** Types of the admin API of the simulator, for tests. The service itself has no such API. */
export type * from './generated/admin-api.js';
