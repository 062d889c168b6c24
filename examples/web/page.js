// Shows a form for the selected template, and the progress and outputs of the workflow created with it.

/** @import { CreateWorkflowRequest, Output, Template, TemplateOption, Workflow } from '../../typescript/index.js' */
/** @import { Service } from './workflows.js' */
import { ApiError, NetworkError, create, templates as listTemplates, untilEnded } from './workflows.js';

const form = part('order', HTMLFormElement);
const picker = part('template_id', HTMLSelectElement);
const about = part('about', HTMLElement);
const options = part('options', HTMLFieldSetElement);
const error = part('error', HTMLElement);
const createButton = part('create', HTMLButtonElement);
const heading = part('watched', HTMLElement);
const line = part('line', HTMLElement);
const bar = part('progress', HTMLProgressElement);
const steps = part('steps', HTMLElement);
const stopButton = part('stop', HTMLButtonElement);
const result = part('result', HTMLElement);

/** @type {Template[]} */
let templates = [];
let watching = new AbortController();

field('url').value = new URLSearchParams(location.search).get('service') ?? field('url').value;
field('url').addEventListener('change', showTemplates);
field('key').addEventListener('change', showTemplates);
picker.addEventListener('change', showOptions);
form.addEventListener('submit', order);
stopButton.addEventListener('click', () => watching.abort());

await showTemplates();
// The URL has the workflow id, so that a reloaded page continues with it.
if (location.hash) {
  await watch(decodeURIComponent(location.hash.slice(1)));
}

async function showTemplates() {
  picker.disabled = createButton.disabled = true;
  about.textContent = 'Loading the templates …';
  try {
    templates = await listTemplates(service());
  } catch (problem) {
    about.textContent = `${explain(problem)} Reload this page, or correct the service or the API key above.`;
    return;
  }
  const chosen = picker.value;
  picker.replaceChildren(...templates.map(({ template_id, label }) => new Option(label, template_id)));
  picker.value = templates.some(({ template_id }) => template_id === chosen) ? chosen : (templates[0]?.template_id ?? '');
  picker.disabled = createButton.disabled = false;
  showOptions();
}

function showOptions() {
  const template = templates.find(({ template_id }) => template_id === picker.value);
  about.textContent = template?.description ?? '';
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
async function order(event) {
  event.preventDefault();
  if (createButton.getAttribute('aria-disabled') === 'true') {
    return; // A second click must not create, and pay for, another workflow.
  }
  showProblems(undefined);
  createButton.setAttribute('aria-disabled', 'true'); // "disabled" would move the focus
  try {
    const workflow = await create(service(), requested());
    history.replaceState(null, '', `#${encodeURIComponent(workflow.id)}`);
    void watch(workflow.id, workflow);
    part('watch', HTMLElement).scrollIntoView({ block: 'nearest' });
  } catch (problem) {
    showProblems(problem);
  } finally {
    createButton.removeAttribute('aria-disabled');
  }
}

/**
 * Returns the content of the form. Empty inputs are not sent, so that the service's defaults apply.
 *
 * @returns {CreateWorkflowRequest}
 */
function requested() {
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
  // The form is generated from the template list, which the compiler does not know.
  return /** @type {CreateWorkflowRequest} */ (request);
}

/** @param {unknown} problem undefined removes the messages */
function showProblems(problem) {
  form.querySelectorAll('.field .problem').forEach((message) => message.remove());
  form.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
  error.hidden = problem === undefined;
  if (problem === undefined) {
    return;
  }
  const errors = problem instanceof ApiError ? problem.errors : [];
  const unplaced = errors.filter(({ loc, msg }) => !showBeside(loc.slice(1), msg));
  error.textContent =
    errors.length === 0
      ? explain(problem)
      : unplaced.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join(' ') || 'Correct the marked inputs.';
  if (problem instanceof NetworkError) {
    error.textContent += ' The workflow may have been created, so the request is not retried.';
  }
  const first = form.querySelector('[aria-invalid]');
  if (first instanceof HTMLElement) {
    first.focus();
  }
}

/**
 * @param {(string | number)[]} path
 * @param {string} message
 * @returns {boolean} whether the form has an input for it
 */
function showBeside(path, message) {
  const names = path.map((_, end) => path.slice(0, path.length - end).join('.'));
  const control = names.map((name) => form.elements.namedItem(name)).find((found) => found instanceof HTMLElement);
  if (!(control instanceof HTMLElement)) {
    return false;
  }
  const text = element('p', message, 'problem');
  text.id = `${control.id}-problem`;
  text.setAttribute('role', 'alert');
  control.after(text);
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-errormessage', text.id);
  return true;
}

/**
 * @param {string} id
 * @param {Workflow} [workflow] its current state, if known
 */
async function watch(id, workflow) {
  watching.abort();
  watching = new AbortController();
  const { signal } = watching;
  result.replaceChildren();
  steps.replaceChildren();
  heading.textContent = id;
  line.textContent = 'Loading …';
  bar.hidden = stopButton.hidden = false;
  if (workflow) {
    show(workflow);
  }
  try {
    await untilEnded(service(), id, {
      signal,
      onChange: show,
      onRetry: (problem, delay) => {
        line.textContent = `${explain(problem)} Asking again in ${Math.ceil(delay / 1000)} s.`;
      },
    });
  } catch (problem) {
    if (signal !== watching.signal) {
      return; // Another workflow is being watched.
    }
    line.textContent = signal.aborted
      ? 'No longer watched. The workflow continues: reload this page to watch it.'
      : explain(problem);
  }
  bar.hidden = stopButton.hidden = true;
}

/** @param {Workflow} workflow */
function show(workflow) {
  const { id, title, model, processing_status: status, progress_percentage: percentage, completions } = workflow;
  heading.textContent = title || id;
  bar.value = percentage;
  const finished = completions.map(({ flow }) => flow);
  const template = templates.find(({ template_id }) => template_id === model);
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
      line.textContent = 'Done.';
      result.replaceChildren(...workflow.result.map((output) => figure(output, title || id)));
      break;
    case 'fail':
      line.textContent = `It failed${finished.length < planned.length ? ` at ${planned[finished.length]?.replaceAll('_', ' ')}` : ''}.`;
      break;
    default:
      line.textContent = `${status}, ${percentage} %`;
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

/** @param {unknown} problem */
function explain(problem) {
  if (problem instanceof NetworkError) {
    return navigator.onLine ? `${problem.message} Is it running?` : 'The network is unavailable.';
  }
  return problem instanceof ApiError ? `${problem.message} (${problem.status})` : String(problem);
}

/** @returns {Service} */
function service() {
  return { url: field('url').value, key: field('key').value };
}

/** @param {string} id */
function field(id) {
  return part(id, HTMLInputElement);
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`The page has no ${type.name} #${id}`);
  }
  return found;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} text not interpreted as markup
 * @param {string} [className]
 */
function element(tag, text, className = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}
