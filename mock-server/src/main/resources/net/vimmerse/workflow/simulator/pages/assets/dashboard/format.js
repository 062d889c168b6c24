// Formats values for people.

/** A name such as crop_to_content, in words. */
export function words(name) {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A time of day with seconds, in the local time zone. */
export function time(instant) {
  return new Date(instant).toLocaleTimeString([], { hourCycle: 'h23' });
}

/** The time between two instants, such as "in 5 s" or "3 min ago". */
export function relativeTime(instant, now) {
  const seconds = Math.round(Math.abs(new Date(now) - new Date(instant)) / 1000);
  const [size, unit] = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']].find(([size]) => seconds >= size) ?? [1, 's'];
  const span = `${Math.floor(seconds / size)} ${unit}`;
  return new Date(instant) > new Date(now) ? `in ${span}` : `${span} ago`;
}

/** An ISO 8601 duration without days, such as PT1M30S, as 1m30s. */
export function shortDuration(duration) {
  return duration.replace('PT', '').toLowerCase();
}

/** The value of a JSON text; null if it is not JSON. */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** JSON with indentation; any other text unchanged. */
export function indentJson(text) {
  const value = parseJson(text);
  return value === null ? text : JSON.stringify(value, null, 2);
}

export function plural(count, one, many = one + 's') {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** The location of a validation error in the request, such as options › aspect_ratio. */
export function formatLocation(loc) {
  return loc.slice(1).join(' › ') || 'the whole body';
}
