// The address, #/workflows/ID?namespace=NAME: it names everything that a link must restore.

const VIEWS = ['workflows', 'templates', 'requests', 'controls'];

export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/').map(decodeURIComponent);
  return {
    view: VIEWS.includes(view) ? view : 'workflows',
    id: id || null,
    namespace: new URLSearchParams(query).get('namespace'),
  };
}

/** The address of a view, or of one item in it. */
export function link(view, id, namespace) {
  return `#/${view}${id ? '/' + encodeURIComponent(id) : ''}${namespace ? '?namespace=' + namespace : ''}`;
}
