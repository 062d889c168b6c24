// Calls the Workflow API with fetch and nothing else. Copy this file into your own page.

/** @import { CreateWorkflowRequest, Template, TemplateListResponse, ValidationError, Workflow, WorkflowResponse } from '../../typescript/index.js' */

/**
 * Where the service is, and who asks. A page that strangers can open must not hold a real key: let a
 * server of your own add it.
 *
 * @typedef {{ url: string, key: string }} Service
 */

/** The service answered, and said no. */
export class Refusal extends Error {
  /**
   * @param {string} message for people
   * @param {number} status
   * @param {ValidationError[]} errors what is wrong with which field, if the status is 422
   * @param {number | undefined} retryAfter in milliseconds, if the service named a time
   */
  constructor(message, status, errors, retryAfter) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: no network, or nobody there. */
export class NoAnswer extends Error {}

// begin: call
/**
 * Sends a request.
 *
 * @param {Service} service
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>} the body of the answer
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
  } catch (problem) {
    init?.signal?.throwIfAborted();
    throw new NoAnswer(`No answer from ${url}.`, { cause: problem });
  }
  const body = json(text);
  if (!response.ok) {
    const errors = Array.isArray(body?.detail) ? body.detail : [];
    const message = body?.message ?? errors[0]?.msg ?? `The service answered with ${response.status}.`;
    throw new Refusal(message, response.status, errors, retryAfter(response));
  }
  return body;
}
// end

/** @param {string} text @returns {any} undefined if it is no JSON, as from a proxy that fails */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Response} response @returns {number | undefined} in milliseconds, an hour at most */
function retryAfter(response) {
  const value = response.headers.get('Retry-After');
  if (value === null) {
    return undefined;
  }
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 3_600_000);
}

/** @param {WorkflowResponse | Workflow} body the published samples show both */
const workflowIn = (body) => ('data' in body ? body.data : body);

/**
 * Everything that can be created.
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

// begin: create
/**
 * Creates a workflow, once. It costs credits, so after NoAnswer it is not sent again: it may have
 * arrived.
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
 * Reads a workflow until it has ended. Reading is free, so what may pass by itself is waited out:
 * no network, too many requests, a service that is down.
 *
 * @param {Service} service
 * @param {string} id
 * @param {{
 *   signal?: AbortSignal,
 *   onChange?: (workflow: Workflow) => void,
 *   onTrouble?: (problem: Error, wait: number) => void,
 * }} [options]
 * @returns {Promise<Workflow>} the workflow, with success or fail
 */
export async function untilEnded(service, id, options = {}) {
  const { signal = new AbortController().signal, onChange, onTrouble } = options;
  let pause = 1_000;
  for (;;) {
    let wait = pause;
    try {
      const workflow = workflowIn(await call(service, `/v2/workflow/${encodeURIComponent(id)}`, { signal }));
      onChange?.(workflow);
      if (workflow.processing_status === 'success' || workflow.processing_status === 'fail') {
        return workflow;
      }
    } catch (problem) {
      const passing =
        problem instanceof NoAnswer ||
        (problem instanceof Refusal && (problem.status === 429 || problem.status >= 500));
      if (!passing) {
        throw problem;
      }
      wait = Math.max(pause, (problem instanceof Refusal && problem.retryAfter) || 0);
      onTrouble?.(problem, wait);
    }
    await sleep(wait, signal);
    pause = Math.min(pause * 1.25, 5_000);
  }
}
// end

/**
 * Waits; without a network, not longer than until it is back.
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
      removeEventListener('online', finish);
      signal.aborted ? reject(signal.reason) : resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
    if (!navigator.onLine) {
      addEventListener('online', finish);
    }
    if (signal.aborted) {
      finish();
    }
  });
}
