// The address: #/workflows/ID?world=NAME. It names all that a link must lead back to.

const VIEWS = ['workflows', 'templates', 'requests', 'controls'];

export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/').map(decodeURIComponent);
  return {
    view: VIEWS.includes(view) ? view : 'workflows',
    id: id || null,
    world: new URLSearchParams(query).get('world'),
  };
}

/** The address of a view, or of one thing in it. */
export function link(view, id, world) {
  return `#/${view}${id ? '/' + encodeURIComponent(id) : ''}${world ? '?world=' + world : ''}`;
}
