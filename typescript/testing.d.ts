import type {
  Clock,
  Credits,
  Delivery,
  FaultRule,
  NewFaultRule,
  NewOutcomeRule,
  OutcomeRule,
  RequestList,
  Workflow,
} from './admin.js';

export interface SimulatorOptions {
  /** The URL of the simulator; http://127.0.0.1:8080 by default. */
  url?: string;
  /** The API key; a random one by default, so that the namespace is empty. */
  key?: string;
  /** Required if the simulator was started with an admin token. */
  adminToken?: string;
}

export interface WaitOptions {
  /** In milliseconds of real time; 5,000 by default. */
  timeout?: number;
  /** Names what is missing in the error. */
  what?: string;
}

/** The method of a page that `TestNamespace.use` calls: that of Playwright. */
export interface RoutedPage {
  route(url: string, handler: (route: any) => unknown): Promise<unknown>;
}

/**
 * What belongs to one API key of a simulator: workflows, clock, credits, rules, log. Tests with namespaces of their
 * own do not meet, so they may run in parallel. Every method but `use` calls the admin API, and rejects if it returns
 * an error.
 */
export declare class TestNamespace {
  constructor(options?: SimulatorOptions);
  readonly url: string;
  readonly key: string;

  /**
   * Sends the requests of a page of Playwright to this namespace, whatever key they carry.
   *
   * @param service the URL of the service that the page calls; that of the simulator by default
   */
  use(page: RoutedPage, service?: string): Promise<void>;

  /** Stops the clock: each state of a workflow lasts until the clock is advanced. */
  freeze(): Promise<Clock>;

  /** Advances the clock by a duration such as `30s`; resolves when everything due by then has happened. */
  advance(duration: string): Promise<Clock>;

  /** Sets the outcome of workflows that are created later: `fail`, `stuck=70`, `slow=10m`. */
  outcome(outcome: string, rule?: Omit<NewOutcomeRule, 'outcome'>): Promise<OutcomeRule>;

  /** Adds a fault rule, such as `{ operation: 'getWorkflow', status: 503, count: 2 }`. */
  fault(rule: NewFaultRule): Promise<FaultRule>;

  /** Sets the balance; null for unlimited. */
  credits(balance: number | null): Promise<Credits>;

  /** Returns up to 1,000 workflows, oldest first. */
  workflows(): Promise<Workflow[]>;

  /** Returns the logged requests, oldest first. */
  requests(): Promise<RequestList['requests']>;

  /** Deletes everything in the namespace. */
  reset(): Promise<null>;

  /** Waits for the first attempt to send the webhook of a workflow, or of any; returns the delivery. */
  waitForWebhook(workflow?: string, options?: WaitOptions): Promise<Delivery>;

  /**
   * Waits until a function returns a value that is not falsy, and returns it. Calls it again only if something in
   * the namespace has changed.
   */
  waitFor<T>(find: () => Promise<T> | T, options?: WaitOptions): Promise<NonNullable<T>>;
}

/** Returns the task for Cypress that calls a method of a namespace: `cy.task('simulator', [key, 'advance', '30s'])`. */
export declare function cypressTasks(options?: Omit<SimulatorOptions, 'key'>): {
  simulator(call: [key: string, method: string, ...args: unknown[]]): Promise<unknown>;
};
