// API keys that were typed here. The server never shows one; they stay in this tab.

const KEY = 'key';
const NAMES = 'keys by world';

/** The key that requests are sent with. */
export function ownKey() {
  return sessionStorage.getItem(KEY) ?? '';
}

export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

export function remember(world, key) {
  sessionStorage.setItem(NAMES, JSON.stringify({ ...known(), [world]: key }));
}

/** The key of a world; undefined if it was never typed here. */
export function keyOf(world) {
  return known()[world];
}

/** What to call a world: its key, if that is short enough to show, or the name it goes by. */
export function label(world) {
  const key = keyOf(world);
  if (!key) {
    return world.slice(0, 8);
  }
  return key.length <= 16 ? key : key.slice(0, 6) + '…';
}

function known() {
  return JSON.parse(sessionStorage.getItem(NAMES) ?? '{}');
}
