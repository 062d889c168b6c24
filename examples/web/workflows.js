// Calls the Workflow API with fetch, in a browser or in Node.js. It has no dependencies: copy it into your project.

/** @import { CreateWorkflowRequest, Template, TemplateListResponse, ValidationError, Workflow, WorkflowResponse } from '@vimmerse/workflow-types' */

/**
 * The address of the service, and the API key. A public page must not contain a real key: let your own
 * server add it.
 *
 * @typedef {{ url: string, key: string }} Service
 */

/** A response with an error status. */
export class ApiError extends Error {
  /**
   * @param {string} message for the user
   * @param {number} status
   * @param {ValidationError[]} errors the validation errors, if the status is 422
   * @param {number | undefined} retryAfter the value of Retry-After in milliseconds, if there was one
   */
  constructor(message, status, errors, retryAfter) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** No response: there is no network, or the service is not running. */
export class NetworkError extends Error {}

// begin: call
/**
 * Sends a request.
 *
 * @param {Service} service
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>} the body of the response
 */
async function call({ url, key }, path, init) {
  let response;
  let text;
  try {
    response = await fetch(new URL(path, url), {
      ...init,
      headers: { 'X-Api-Key': key, ...(init?.body ? { 'Content-Type': 'application/json' } : {}) },
    });
    text = await response.text();
  } catch (error) {
    init?.signal?.throwIfAborted();
    throw new NetworkError(`No response from ${url}.`, { cause: error });
  }
  const body = json(text);
  if (!response.ok) {
    const errors = Array.isArray(body?.detail) ? body.detail : [];
    const message = body?.message ?? errors[0]?.msg ?? `The service returned status ${response.status}.`;
    throw new ApiError(message, response.status, errors, retryAfter(response));
  }
  return body;
}
// end

/** @param {string} text @returns {any} undefined if it is not JSON, as from a failing proxy */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Response} response @returns {number | undefined} in milliseconds, at most an hour */
function retryAfter(response) {
  const value = response.headers.get('Retry-After');
  if (value === null) {
    return undefined;
  }
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 3_600_000);
}

/** @param {WorkflowResponse | Workflow} body the published examples show both forms */
const workflowIn = (body) => ('data' in body ? body.data : body);

/**
 * Returns the templates.
 *
 * @param {Service} service
 * @param {AbortSignal} [signal]
 * @returns {Promise<Template[]>}
 */
export async function templates(service, signal) {
  /** @type {TemplateListResponse | Template[]} */
  const body = await call(service, '/v2/workflow/templates?detail=true', { signal });
  return 'data' in body ? body.data : body;
}

// begin: timestamp
/**
 * Reads a timestamp. The service prints 2025-04-11 18:33:59.780864+00:00, which is not a form that ECMAScript
 * defines: Safari and Firefox may read it in another way than Chromium, or not at all.
 *
 * @param {string} timestamp
 * @returns {Date}
 */
export function instant(timestamp) {
  const [, date, time, fraction = '', zone = 'Z'] =
    /^(.{10})[ T](.{8})(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(timestamp) ?? [];
  const milliseconds = `${fraction || '.'}000`.slice(0, 4);
  return new Date(`${date}T${time}${milliseconds}${zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
}
// end

// begin: create
/**
 * Creates a workflow. That costs credits, so the request is never repeated: after a NetworkError it
 * may have been executed.
 *
 * @param {Service} service
 * @param {CreateWorkflowRequest} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<Workflow>}
 */
export async function create(service, request, signal) {
  const init = { method: 'POST', body: JSON.stringify(request), signal };
  return workflowIn(await call(service, '/v2/workflow', init));
}
// end

// begin: wait
/**
 * Polls a workflow until it has ended. Polling is free, so temporary errors are retried: no network,
 * too many requests, an unavailable service.
 *
 * @param {Service} service
 * @param {string} id
 * @param {{
 *   signal?: AbortSignal,
 *   onChange?: (workflow: Workflow) => void,
 *   onRetry?: (error: Error, delay: number) => void,
 * }} [options]
 * @returns {Promise<Workflow>} the workflow, whose status is success or fail
 */
export async function waitUntilEnded(service, id, options = {}) {
  const { signal = new AbortController().signal, onChange, onRetry } = options;
  let interval = 1_000;
  for (;;) {
    let delay = interval;
    try {
      const workflow = workflowIn(await call(service, `/v2/workflow/${encodeURIComponent(id)}`, { signal }));
      onChange?.(workflow);
      if (workflow.processing_status === 'success' || workflow.processing_status === 'fail') {
        return workflow;
      }
    } catch (error) {
      const temporary =
        error instanceof NetworkError || (error instanceof ApiError && (error.status === 429 || error.status >= 500));
      if (!temporary) {
        throw error;
      }
      delay = Math.max(interval, (error instanceof ApiError && error.retryAfter) || 0);
      onRetry?.(error, delay);
    }
    await sleep(delay, signal);
    interval = Math.min(interval * 1.25, 5_000);
  }
}
// end

/**
 * Waits, but no longer than until the network is back.
 *
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      globalThis.removeEventListener?.('online', finish);
      signal.aborted ? reject(signal.reason) : resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
    // Node.js has no such property, or none that is false.
    if (globalThis.navigator?.onLine === false) {
      globalThis.addEventListener?.('online', finish);
    }
    if (signal.aborted) {
      finish();
    }
  });
}
