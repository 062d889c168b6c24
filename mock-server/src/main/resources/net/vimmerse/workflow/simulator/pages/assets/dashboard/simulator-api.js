// Sends requests to the simulator: to its admin API, and to the API that it simulates.

import { formatLocation, parseJson } from './format.js';

const ADMIN_TOKEN = 'admin-token';

/** The URL of the simulator, which a proxy may serve below a path; without a trailing slash. */
export const SIMULATOR = new URL('../..', import.meta.url).href.replace(/\/$/, '');

const ifText = (value) => (typeof value === 'string' ? value : undefined);

/** A response with an error status. */
export class ApiError extends Error {
  constructor(status, body) {
    const violations = Array.isArray(body?.detail) ? body.detail : [];
    super(
      violations.map(({ loc, msg }) => `${formatLocation(loc)}: ${msg}`).join('; ') ||
        (body?.message ?? ifText(body?.detail) ?? `The simulator returned status ${status}.`),
    );
    this.status = status;
    /** Validation errors as [{loc, msg, type}]; empty if the status has another cause. */
    this.violations = violations;
  }
}

/** No response at all. */
export class NetworkError extends Error {}

export function useAdminToken(token) {
  sessionStorage.setItem(ADMIN_TOKEN, token);
}

/**
 * Calls the admin API.
 *
 * @param query values by name; empty ones are left out
 */
export async function admin(method, path, query = {}, body = undefined, key = undefined) {
  const headers = {};
  if (sessionStorage.getItem(ADMIN_TOKEN)) {
    headers['X-Admin-Token'] = sessionStorage.getItem(ADMIN_TOKEN);
  }
  if (key) {
    headers['X-Api-Key'] = key;
  }
  const given = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  const search = given.length ? '?' + new URLSearchParams(given) : '';
  return send(method, `/__admin/simulator${path}${search}`, headers, body);
}

export async function readDocument() {
  return send('GET', '/openapi.json', {});
}

/** Creates a workflow as any client of the API would. */
export async function createWorkflow(body, key) {
  return send('POST', '/v2/workflow', { 'X-Api-Key': key }, body);
}

async function send(method, path, headers, body) {
  let response;
  let text;
  try {
    response = await fetch(SIMULATOR + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
    text = await response.text();
  } catch {
    throw new NetworkError('The simulator does not respond.');
  }
  const json = parseJson(text);
  if (!response.ok) {
    throw new ApiError(response.status, json);
  }
  return json;
}
