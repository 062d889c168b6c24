// The form that creates a workflow from a template, beside the same request as code.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { apiKeyOf } from './api-keys.js';
import { codeBlock } from './components.js';
import { errorsOf, fieldsOf, requestBody, setText, validateDraft, validateField } from './draft.js';
import { showError } from './errors.js';
import { field, focusFirstInvalid } from './form.js';
import { words } from './format.js';
import { namespaceLabel } from './labels.js';
import { openNamespaceOf } from './namespace-picker.js';
import { link } from './route.js';
import { createWorkflow, SIMULATOR } from './simulator-api.js';
import { LANGUAGES } from './snippets.js';
import { notify, state, updateIn } from './state.js';
import { thumbnail } from './template-gallery.js';

/** What a workflow can do, with the directive in its event_id that makes it do so. */
const OUTCOMES = [
  ['', 'Succeeds', 'It succeeds, unless an outcome rule or a fault rule says otherwise.'],
  ['sim:fail', 'Fails', 'It fails in its first step; a screen shows the failure, and offers to create it again.'],
  ['sim:fail-at=STEP', 'Fails late', 'It fails in its last step, and keeps the files of the steps before.'],
  ['sim:stuck=70', 'Gets stuck', 'It stops at 70% and never ends.'],
  ['sim:slow=10m', 'Takes longer', 'It takes ten minutes of virtual time.'],
  ['sim:immediate', 'Ends at once', 'It has ended when the response arrives.'],
  ['sim:polls=3', 'Ends at the third read', 'It progresses each time it is read, whatever the time.'],
  ['sim:manual', 'Waits for you', 'It progresses only through the buttons beside it, or the admin API.'],
  ['sim:expire=1m', 'Expires', 'After a minute of virtual time, reading it returns 404.'],
];

export function createForm() {
  const { api, draft, namespace, route } = state;
  const back = html`<a class="back" href=${link('templates', null, namespace)}>All templates</a>`;
  const isUnknown = api && route.id !== 'new' && !api.templates.some(({ id }) => id === route.id);
  if (isUnknown || !draft || (route.id !== 'new' && draft.template.id !== route.id)) {
    return html`<section class="pane scrolls">
      <h1 id="form-title" tabindex="-1">${isUnknown ? `Unknown template ${route.id}` : 'Loading…'}</h1>
      ${back}
    </section>`;
  }
  const { template } = draft;
  return html`<section class="pane scrolls" aria-labelledby="form-title">
    ${back}
    <header class="form-head">
      <img src=${thumbnail(template)} alt="" width="160" height="90" />
      <div>
        <h1 id="form-title" tabindex="-1">${template.label}</h1>
        <p class="lead">${template.description}</p>
      </div>
    </header>
    <div class="create">${form(template)} ${snippet(template)}</div>
  </section>`;
}

function form(template) {
  const { errors, sending } = state.draft;
  const fields = fieldsOf(template);
  const common = fields.filter(({ name, path }) => path === name && name !== 'event_id');
  const options = fields.filter(({ name, path }) => path !== name);
  const event = fields.find(({ path }) => path === 'event_id');
  return html`<form novalidate @submit=${send} aria-label="Request">
    ${templateField()} ${apiKeyField()} ${common.map(schemaField)}
    <fieldset>
      <legend>Options</legend>
      ${options.map(schemaField)}
    </fieldset>
    ${outcomeField(event)} ${schemaField(event)}
    <div class="submit">
      ${errors[''] ? html`<p class="error" role="alert">${errors['']}</p>` : nothing}
      <button type="submit" class="primary" ?disabled=${sending}>Create workflow</button>
    </div>
  </form>`;
}

function templateField() {
  return field({
    id: 'template',
    label: 'template_id',
    hint: 'Another template has other options.',
    control: ({ id, describedBy }) => html`<select
      id=${id}
      aria-describedby=${describedBy}
      @change=${(event) => (location.hash = link('templates', event.target.value, state.namespace))}
    >
      ${state.api.templates.map(
        (each) => html`<option value=${each.id} .selected=${live(each === state.draft.template)}>${each.label}</option>`,
      )}
    </select>`,
  });
}

function apiKeyField() {
  const { errors, key } = state.draft;
  const { namespace } = state;
  return field({
    id: 'key',
    label: 'API key',
    hint: !namespace
      ? 'Any key works, and each one has its own namespace. The key stays in this tab.'
      : apiKeyOf(namespace) === key.trim()
        ? `The key of the namespace on the screen, ${namespaceLabel(namespace)}. The key stays in this tab.`
        : 'Another key writes into its own namespace, which is shown then. The key stays in this tab.',
    error: errors.key,
    control: ({ id, describedBy, invalid }) => html`<input
      id=${id}
      .value=${live(key)}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      autocomplete="off"
      spellcheck="false"
      @input=${(event) => updateIn('draft', { key: event.target.value })}
    />`,
  });
}

function outcomeField(event) {
  const { template, texts } = state.draft;
  const text = texts.event_id ?? '';
  const last = template.modes[0].steps.at(-1);
  const outcomes = OUTCOMES.map(([directive, ...words]) => [directive.replace('STEP', last), ...words]);
  const chosen = outcomes.find(([directive]) => directive === text) ?? (text.startsWith('sim:') ? null : outcomes[0]);
  return field({
    id: 'outcome',
    label: 'Outcome',
    hint: chosen ? chosen[2] : 'As the event_id says.',
    control: ({ id, describedBy }) => html`<select
      id=${id}
      aria-describedby=${describedBy}
      @change=${({ target }) => setText(event, target.value)}
    >
      ${chosen ? nothing : html`<option value=${text} selected>${text}</option>`}
      ${outcomes.map(
        ([directive, name]) => html`<option value=${directive} .selected=${live(directive === chosen?.[0])}>${name}</option>`,
      )}
    </select>`,
  });
}

function schemaField(each) {
  const { defaultValue, description, name, path, schema } = each;
  const text = state.draft.texts[path] ?? '';
  const change = (event) => setText(each, event.target.value);
  // Not on the way to the submit button: an error message would move it away from under the pointer.
  const leave = (event) => event.relatedTarget?.type === 'submit' || validateField(each);
  return field({
    id: path.replace('.', '-'),
    label: name,
    hint: schema.type === 'array' ? `${description} One per line.` : description,
    error: state.draft.errors[path],
    control: ({ id, describedBy, invalid }) => {
      if (schema.enum) {
        return html`<select id=${id} aria-describedby=${describedBy} aria-invalid=${invalid} @change=${change}>
          <option value="" .selected=${live(text === '')}>
            ${defaultValue === undefined ? 'Not set' : `Default: ${choice(schema, defaultValue)}`}
          </option>
          ${schema.enum.map(
            (value) => html`<option value=${value} .selected=${live(value === text)}>${choice(schema, value)}</option>`,
          )}
        </select>`;
      }
      if (schema.type === 'array') {
        return html`<textarea
          id=${id}
          rows="2"
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          spellcheck="false"
          .value=${live(text)}
          @input=${change}
          @blur=${leave}
        ></textarea>`;
      }
      return html`<input
        id=${id}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        placeholder=${defaultValue || nothing}
        autocomplete="off"
        .value=${live(text)}
        @input=${change}
        @blur=${leave}
      />`;
    },
  });
}

/** A value, followed by its name if it is only a number. */
function choice(schema, value) {
  const name = schema['x-enum-varnames']?.[schema.enum.indexOf(value)];
  return name && /^\d+$/.test(value) ? `${value} (${words(name.toLowerCase())})` : value;
}

async function send(event) {
  event.preventDefault();
  if (!validateDraft()) {
    focusFirstInvalid(event.target);
    return;
  }
  updateIn('draft', { sending: true });
  try {
    const key = state.draft.key.trim();
    const response = await createWorkflow(requestBody(), key);
    notify('The workflow was created.');
    localStorage.setItem('template', state.draft.template.id);
    await openNamespaceOf(key);
    location.hash = link('workflows', (response.data ?? response).id, state.namespace);
  } catch (error) {
    const errors = errorsOf(error);
    if (errors) {
      updateIn('draft', { errors });
      focusFirstInvalid(event.target);
    } else {
      showError(error);
    }
  } finally {
    updateIn('draft', { sending: false });
  }
}

function snippet(template) {
  const { language, key } = state.draft;
  const { label, write } = LANGUAGES.find(({ id }) => id === language);
  const request = { body: requestBody(), key: key.trim() || 'demo', origin: SIMULATOR, template };
  return html`<div class="snippet">
    <fieldset class="languages">
      <legend>As code</legend>
      ${LANGUAGES.map(
        ({ id, label }) => html`<label>
          <input
            type="radio"
            name="language"
            value=${id}
            .checked=${live(id === language)}
            @change=${() => updateIn('draft', { language: id })}
          />
          <span>${label}</span>
        </label>`,
      )}
    </fieldset>
    ${codeBlock(write(request), `request in ${label}`)}
  </div>`;
}
