// The API keys that the user has entered. The server never returns one, so they stay in this tab.

const CURRENT = 'api-key';
const BY_NAMESPACE = 'api-keys';

/** The key that requests are sent with; empty if none was entered. */
export function currentApiKey() {
  return sessionStorage.getItem(CURRENT) ?? '';
}

export function useApiKey(key) {
  sessionStorage.setItem(CURRENT, key);
}

/** Remembers which namespace belongs to a key. */
export function rememberApiKey(namespace, key) {
  sessionStorage.setItem(BY_NAMESPACE, JSON.stringify({ ...byNamespace(), [namespace]: key }));
}

/** The key of a namespace; undefined if it was not entered in this tab. */
export function apiKeyOf(namespace) {
  return byNamespace()[namespace];
}

function byNamespace() {
  return JSON.parse(sessionStorage.getItem(BY_NAMESPACE) ?? '{}');
}
