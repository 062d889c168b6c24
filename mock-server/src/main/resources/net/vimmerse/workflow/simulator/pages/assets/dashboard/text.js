// How facts are said to people.

/** A name such as crop_to_content, in words. */
export function words(name) {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A time of day with its seconds, where the reader is. */
export function time(instant) {
  return new Date(instant).toLocaleTimeString([], { hourCycle: 'h23' });
}

/** How long ago, or how soon: 5 s, 3 min, 2 h, 4 d. */
export function span(from, to) {
  const seconds = Math.round(Math.abs(new Date(to) - new Date(from)) / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}

export function ago(instant, now) {
  return new Date(instant) > new Date(now) ? `in ${span(instant, now)}` : `${span(instant, now)} ago`;
}

/** JSON as people read it; any other text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function plural(count, one, many = one + 's') {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** Where in a request something does not fit: options › aspect_ratio. */
export function place(loc) {
  return loc.slice(1).join(' › ') || 'the whole body';
}
