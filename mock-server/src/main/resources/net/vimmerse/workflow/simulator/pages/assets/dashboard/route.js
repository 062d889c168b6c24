// The address, #/workflows/ID?namespace=NAME: it names everything that a link must restore.

const VIEWS = ['workflows', 'templates', 'requests', 'controls'];

export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/').map(decodeURIComponent);
  const parameters = new URLSearchParams(query);
  return {
    view: VIEWS.includes(view) ? view : 'workflows',
    id: id || null,
    namespace: parameters.get('namespace'),
    /** The workflow that a form copies. */
    from: parameters.get('from'),
  };
}

/** The address of a view, or of one item in it. */
export function link(view, id, namespace, from) {
  const query = new URLSearchParams(Object.entries({ namespace, from }).filter(([, value]) => value)).toString();
  return `#/${view}${id ? '/' + encodeURIComponent(id) : ''}${query ? '?' + query : ''}`;
}
