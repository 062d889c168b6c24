// The page: a form generated from the template list, and the workflow that it created.

/** @import { CreateWorkflowRequest, Output, Template, TemplateOption, Workflow } from '@vimmerse/workflow-types' */
/** @import { Service } from './workflows.js' */
import { ApiError, NetworkError, create, templates, waitUntilEnded } from './workflows.js';

const form = byId('request', HTMLFormElement);
const templateSelect = byId('template_id', HTMLSelectElement);
const description = byId('description', HTMLElement);
const options = byId('options', HTMLFieldSetElement);
const errorMessage = byId('error', HTMLElement);
const createButton = byId('create', HTMLButtonElement);
const heading = byId('workflow-title', HTMLElement);
const statusLine = byId('status', HTMLElement);
const bar = byId('progress', HTMLProgressElement);
const steps = byId('steps', HTMLElement);
const stopButton = byId('stop', HTMLButtonElement);
const result = byId('result', HTMLElement);

/** @type {Template[]} */
let templateList = [];
let watching = new AbortController();

field('url').value = new URLSearchParams(location.search).get('service') ?? field('url').value;
field('url').addEventListener('change', changeService);
field('key').addEventListener('change', showTemplates);
templateSelect.addEventListener('change', showOptions);
form.addEventListener('submit', submit);
stopButton.addEventListener('click', () => watching.abort());

await showTemplates();
// The address contains the workflow's id, so a reloaded page continues with it.
if (location.hash) {
  await watch(decodeURIComponent(location.hash.slice(1)));
}

/** The address names the service, so that a reloaded page calls the same one. */
async function changeService() {
  const address = new URL(location.href);
  address.searchParams.set('service', field('url').value);
  history.replaceState(null, '', address);
  await showTemplates();
}

async function showTemplates() {
  templateSelect.disabled = createButton.disabled = true;
  description.textContent = 'Loading templates …';
  try {
    templateList = await templates(service());
  } catch (error) {
    description.textContent = `${explain(error)} Reload the page, or correct the service or the key above.`;
    return;
  }
  const chosen = templateSelect.value;
  templateSelect.replaceChildren(...templateList.map(({ template_id, label }) => new Option(label, template_id)));
  templateSelect.value = templateList.some(({ template_id }) => template_id === chosen) ? chosen : (templateList[0]?.template_id ?? '');
  templateSelect.disabled = createButton.disabled = false;
  showOptions();
}

function showOptions() {
  const template = templateList.find(({ template_id }) => template_id === templateSelect.value);
  description.textContent = template?.description ?? '';
  options.replaceChildren(...options.querySelectorAll('legend'), ...(template?.options ?? []).map(optionField));
  options.hidden = !template?.options?.length;
}

/** @param {TemplateOption} option */
function optionField(option) {
  const name = `options.${option.name}`;
  const control = option.enum ? document.createElement('select') : document.createElement('input');
  control.id = control.name = name;
  const standard = option.default === undefined ? '' : String(option.default);
  if (control instanceof HTMLSelectElement) {
    const unset = new Option(standard ? `${standard} (default)` : 'Not set', '');
    const others = (option.enum ?? []).filter((value) => value !== standard);
    control.append(unset, ...others.map((value) => new Option(value)));
  } else {
    control.placeholder = standard;
    control.autocomplete = 'off';
  }
  const label = element('label', option.name.replaceAll('_', ' '));
  label.htmlFor = name;
  const hint = element('p', option.description ?? '', 'hint');
  hint.id = `${name}-hint`;
  control.setAttribute('aria-describedby', hint.id);
  const group = element('div', '', 'field');
  group.append(label, control, hint);
  return group;
}

/** @param {Event} event */
async function submit(event) {
  event.preventDefault();
  if (createButton.getAttribute('aria-disabled') === 'true') {
    return; // A second click must not create a second workflow.
  }
  showError(undefined);
  createButton.setAttribute('aria-disabled', 'true'); // disabled would lose the focus
  try {
    const workflow = await create(service(), requestBody());
    history.replaceState(null, '', `#${encodeURIComponent(workflow.id)}`);
    void watch(workflow.id, workflow);
    byId('workflow', HTMLElement).scrollIntoView({ block: 'nearest' });
  } catch (error) {
    showError(error);
  } finally {
    createButton.removeAttribute('aria-disabled');
  }
}

/**
 * Returns the body of the request. Empty fields are left out, so that the service's defaults apply.
 *
 * @returns {CreateWorkflowRequest}
 */
function requestBody() {
  /** @type {Record<string, unknown>} */
  const request = {};
  /** @type {Record<string, string>} */
  const chosen = {};
  for (const [name, value] of new FormData(form)) {
    if (value === '' || typeof value !== 'string' || name === 'url' || name === 'key') {
      continue;
    }
    if (name.startsWith('options.')) {
      chosen[name.slice('options.'.length)] = value;
    } else {
      request[name] = name === 'image_urls' ? [value] : value;
    }
  }
  if (Object.keys(chosen).length > 0) {
    request.options = chosen;
  }
  // The form is generated at runtime, so the compiler cannot know its fields.
  return /** @type {CreateWorkflowRequest} */ (request);
}

/** @param {unknown} error undefined removes all messages */
function showError(error) {
  form.querySelectorAll('.field .error').forEach((message) => message.remove());
  form.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
  errorMessage.hidden = error === undefined;
  if (error === undefined) {
    return;
  }
  const errors = error instanceof ApiError ? error.errors : [];
  const others = errors.filter(({ loc, msg }) => !showBeside(loc.slice(1), msg));
  errorMessage.textContent =
    errors.length === 0
      ? explain(error)
      : others.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join(' ') || 'Please correct the marked fields.';
  if (error instanceof NetworkError) {
    errorMessage.textContent += ' The workflow may have been created, so the request is not repeated.';
  }
  const first = form.querySelector('[aria-invalid]');
  if (first instanceof HTMLElement) {
    first.focus();
  }
}

/**
 * @param {(string | number)[]} path
 * @param {string} message
 * @returns {boolean} true if there is a field for the message
 */
function showBeside(path, message) {
  const names = path.map((_, end) => path.slice(0, path.length - end).join('.'));
  const control = names.map((name) => form.elements.namedItem(name)).find((found) => found instanceof HTMLElement);
  if (!(control instanceof HTMLElement)) {
    return false;
  }
  const text = element('p', message, 'error');
  text.id = `${control.id}-error`;
  text.setAttribute('role', 'alert');
  control.after(text);
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-errormessage', text.id);
  return true;
}

/**
 * @param {string} id
 * @param {Workflow} [workflow] its present state, if known
 */
async function watch(id, workflow) {
  watching.abort();
  watching = new AbortController();
  const { signal } = watching;
  result.replaceChildren();
  steps.replaceChildren();
  heading.textContent = id;
  statusLine.textContent = 'Loading …';
  bar.hidden = stopButton.hidden = false;
  if (workflow) {
    show(workflow);
  }
  try {
    await waitUntilEnded(service(), id, {
      signal,
      onChange: show,
      onRetry: (error, delay) => {
        statusLine.textContent = `${explain(error)} Retrying in ${Math.ceil(delay / 1000)} s.`;
      },
    });
  } catch (error) {
    if (signal !== watching.signal) {
      return; // The page has switched to another workflow.
    }
    statusLine.textContent = signal.aborted
      ? 'Stopped watching. The workflow continues: reload the page to see it.'
      : explain(error);
  }
  bar.hidden = stopButton.hidden = true;
}

/** @param {Workflow} workflow */
function show(workflow) {
  const { id, title, model, processing_status: status, progress_percentage: percentage, completions } = workflow;
  heading.textContent = title || id;
  bar.value = percentage;
  const finished = completions.map(({ flow }) => flow);
  const template = templateList.find(({ template_id }) => template_id === model);
  const modes = template?.modes ?? {};
  const planned = modes[String(workflow.options.pipeline_mode ?? Object.keys(modes)[0])]?.steps ?? [];
  steps.replaceChildren(
    ...[...finished, ...planned.slice(finished.length)].map((flow, i) => {
      const done = i < finished.length;
      const item = element('li', flow.replaceAll('_', ' '), done ? 'done' : '');
      item.append(element('span', done ? ', done' : '', 'visually-hidden'));
      return item;
    }),
  );
  switch (status) {
    case 'success':
      statusLine.textContent = 'Done.';
      result.replaceChildren(...workflow.result.map((output) => figure(output, title || id)));
      break;
    case 'fail':
      statusLine.textContent = `Failed${finished.length < planned.length ? ` at ${planned[finished.length]?.replaceAll('_', ' ')}` : ''}.`;
      break;
    default:
      statusLine.textContent = `${status}, ${percentage} %`;
  }
}

/**
 * @param {Output} output
 * @param {string} name
 */
function figure({ content_type, url }, name) {
  const box = element('figure', '');
  if (content_type.startsWith('image/')) {
    const image = element('img', '');
    image.src = url;
    image.alt = `Result of ${name}`;
    box.append(image);
  } else if (content_type.startsWith('video/')) {
    const video = element('video', '');
    Object.assign(video, { src: url, controls: true, muted: true, autoplay: true, loop: true, playsInline: true });
    video.setAttribute('aria-label', `Result of ${name}`);
    box.append(video);
  }
  const link = element('a', `Open ${content_type}`);
  link.href = url;
  const caption = element('figcaption', '');
  caption.append(link);
  box.append(caption);
  return box;
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof NetworkError) {
    return navigator.onLine ? `${error.message} Is it running?` : 'There is no network.';
  }
  return error instanceof ApiError ? `${error.message} (${error.status})` : String(error);
}

/** @returns {Service} */
function service() {
  return { url: field('url').value, key: field('key').value };
}

/** @param {string} id */
function field(id) {
  return byId(id, HTMLInputElement);
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`No ${type.name} with the id ${id}`);
  }
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} text shown as text, never parsed as markup
 * @param {string} [className]
 */
function element(tag, text, className = '') {
  const created = document.createElement(tag);
  created.textContent = text;
  created.className = className;
  return created;
}
