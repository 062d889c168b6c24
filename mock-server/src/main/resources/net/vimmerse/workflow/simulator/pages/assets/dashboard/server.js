// Speaks to the simulator: to its control API, and to the API that it simulates.

const TOKEN = 'token';
const ROOT = '/__admin/simulator';

/** An answer that is no success. */
export class Problem extends Error {
  constructor(status, body) {
    super(explain(status, body));
    this.status = status;
    /** What does not fit, as [{loc, msg, type}]; empty if that is not it. */
    this.violations = Array.isArray(body?.detail) ? body.detail : [];
  }
}

/** No answer at all. */
export class Unreachable extends Error {}

export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/**
 * Calls the control API.
 *
 * @param query values by name; those that are empty are left out
 */
export async function control(method, path, query = {}, body = undefined, key = undefined) {
  const headers = {};
  if (sessionStorage.getItem(TOKEN)) {
    headers['X-Simulator-Token'] = sessionStorage.getItem(TOKEN);
  }
  if (key) {
    headers['X-Api-Key'] = key;
  }
  const given = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  const search = given.length ? '?' + new URLSearchParams(given) : '';
  return (await send(method, ROOT + path + search, headers, body)).json;
}

/** Reads a file of the simulator's own. */
export async function read(path) {
  return (await send('GET', path, {})).json;
}

/** Creates a workflow, as any caller of the API would. */
export async function create(body, key) {
  return send('POST', '/v2/workflow', { 'X-Api-Key': key }, body);
}

async function send(method, url, headers, body) {
  let response;
  let text;
  try {
    response = await fetch(url, {
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
    text = await response.text();
  } catch {
    throw new Unreachable('The simulator does not answer.');
  }
  const json = parse(text);
  if (!response.ok) {
    throw new Problem(response.status, json);
  }
  return { status: response.status, headers: response.headers, json };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function explain(status, body) {
  if (Array.isArray(body?.detail)) {
    return body.detail.map((each) => `${each.loc.slice(1).join(' › ')}: ${each.msg}`).join('; ');
  }
  return body?.message ?? `The simulator answered ${status}.`;
}
