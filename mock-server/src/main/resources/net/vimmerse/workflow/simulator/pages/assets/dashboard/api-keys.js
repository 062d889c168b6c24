// What the user has told about namespaces: API keys, which stay in this tab, and names, which stay in this browser.

import { state } from './state.js';

const CURRENT = 'api-key';
const BY_NAMESPACE = 'api-keys';
const NAMES = 'namespace-names';

/** The key that the user entered last; empty if none. */
export function currentApiKey() {
  return sessionStorage.getItem(CURRENT) ?? '';
}

export function useApiKey(key) {
  sessionStorage.setItem(CURRENT, key);
}

/** Remembers which namespace belongs to a key. */
export function rememberApiKey(namespace, key) {
  write(sessionStorage, BY_NAMESPACE, { ...read(sessionStorage, BY_NAMESPACE), [namespace]: key });
}

/** The key of a namespace: a published one, or one that was entered in this tab; undefined if unknown. */
export function apiKeyOf(namespace) {
  return publishedKeyOf(namespace) ?? read(sessionStorage, BY_NAMESPACE)[namespace];
}

/** The key of a namespace if it is no secret, such as demo. */
export function publishedKeyOf(namespace) {
  return state.namespaces?.find(({ name }) => name === namespace)?.api_key;
}

/** The name that the user gave a namespace; undefined if none. */
export function nameOf(namespace) {
  return read(localStorage, NAMES)[namespace];
}

/** Names a namespace; an empty text removes the name. */
export function nameNamespace(namespace, name) {
  write(localStorage, NAMES, { ...read(localStorage, NAMES), [namespace]: name || undefined });
}

function read(storage, key) {
  return JSON.parse(storage.getItem(key) ?? '{}');
}

function write(storage, key, value) {
  storage.setItem(key, JSON.stringify(value));
}
