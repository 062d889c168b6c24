// Sends requests to the simulator: to its admin API, and to the API that it simulates.

import { formatLocation, parseJson } from './format.js';

const ADMIN_TOKEN = 'admin-token';
const ROOT = '/__admin/simulator';

/** The URL of the simulator, which a proxy may serve below a path; without a trailing slash. */
export const SIMULATOR = new URL('../..', import.meta.url).href.replace(/\/$/, '');

const ifText = (value) => (typeof value === 'string' ? value : undefined);

/** A response with an error status. */
export class ApiError extends Error {
  constructor(response, body) {
    const violations = Array.isArray(body?.detail) ? body.detail : [];
    super(
      violations.map(({ loc, msg }) => `${formatLocation(loc)}: ${msg}`).join('; ') ||
        (body?.message ?? ifText(body?.detail) ?? `The simulator returned status ${response.status}.`),
    );
    this.status = response.status;
    /** Why the simulator returned this; empty if it does not say. */
    this.note = response.headers.get('X-Simulator-Note') ?? '';
    /** Validation errors as [{loc, msg, type}]; empty if the status has another cause. */
    this.violations = violations;
  }
}

/** No response at all. */
export class NetworkError extends Error {}

export function useAdminToken(token) {
  sessionStorage.setItem(ADMIN_TOKEN, token);
}

/** The admin token that the user has entered, right or wrong; null if there is none. */
export const adminToken = () => sessionStorage.getItem(ADMIN_TOKEN);

/**
 * Calls the admin API.
 *
 * @param query values by name; empty ones are left out
 */
export async function admin(method, path, query = {}, body = undefined, key = undefined) {
  const headers = key ? { ...token(), 'X-Api-Key': key } : token();
  const { response, text } = await send(method, ROOT + path + search(query), headers, body);
  return bodyOf(response, text);
}

/** Returns the summary of a namespace; the known one if nothing has changed since. */
export async function readSummary(namespace, known) {
  const headers = known ? { ...token(), 'If-None-Match': known.entityTag } : token();
  const { response, text } = await send('GET', `${ROOT}/summary${search({ namespace })}`, headers);
  return response.status === 304
    ? known
    : { ...bodyOf(response, text), entityTag: response.headers.get('ETag'), readAt: performance.now() };
}

export async function readDocument() {
  const { response, text } = await send('GET', '/openapi.json', {});
  return bodyOf(response, text);
}

/** Creates a workflow as any client of the API would. */
export async function createWorkflow(body, key) {
  const { response, text } = await send('POST', '/v2/workflow', { 'X-Api-Key': key }, body);
  return bodyOf(response, text);
}

function token() {
  const value = adminToken();
  return value ? { 'X-Admin-Token': value } : {};
}

function search(query) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  return given.length ? '?' + new URLSearchParams(given) : '';
}

async function send(method, path, headers, body) {
  try {
    const response = await fetch(SIMULATOR + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
    return { response, text: await response.text() };
  } catch {
    throw new NetworkError('The simulator does not respond.');
  }
}

function bodyOf(response, text) {
  const json = parseJson(text);
  if (!response.ok) {
    throw new ApiError(response, json);
  }
  return json;
}
