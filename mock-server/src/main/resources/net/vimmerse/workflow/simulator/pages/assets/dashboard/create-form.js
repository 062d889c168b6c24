// The form that creates a workflow from a template, beside the same request as code.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { codeBlock } from './components.js';
import { errorsOf, fieldsOf, newDraft, requestBody, setText, validateDraft, validateField } from './draft.js';
import { showError } from './errors.js';
import { field, focusFirstInvalid } from './form.js';
import { words } from './format.js';
import { openNamespaceOf } from './namespace-picker.js';
import { link } from './route.js';
import { createWorkflow, SIMULATOR } from './simulator-api.js';
import { LANGUAGES } from './snippets.js';
import { notify, state, updateIn } from './state.js';

const EVENT_HINT =
  'A value that begins with sim: sets the outcome, such as sim:fail, sim:slow=10m or sim:stuck=70.';

export function createForm() {
  const { api, namespace, route } = state;
  const template = api?.templates.find(({ id }) => id === route.id);
  const back = html`<a class="back" href=${link('templates', null, namespace)}>All templates</a>`;
  if (!template) {
    return html`<section class="pane">
      <h1 tabindex="-1">${api ? `Unknown template ${route.id}` : 'Loading…'}</h1>
      ${back}
    </section>`;
  }
  if (state.draft?.template !== template) {
    state.draft = newDraft(template);
  }
  return html`<section class="pane" aria-labelledby="form-title">
    ${back}
    <h1 id="form-title" tabindex="-1">${template.label}</h1>
    <p class="lead">${template.description}</p>
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
    ${apiKeyField()} ${common.map(schemaField)}
    <fieldset>
      <legend>Options</legend>
      ${options.map(schemaField)}
    </fieldset>
    ${schemaField({ ...event, description: `${event.description} ${EVENT_HINT}` })}
    ${errors[''] ? html`<p class="error" role="alert">${errors['']}</p>` : nothing}
    <button type="submit" class="primary" ?disabled=${sending}>Create workflow</button>
  </form>`;
}

function apiKeyField() {
  return field({
    id: 'key',
    label: 'API key',
    hint: 'Any key works, and each one has its own namespace. The key stays in this tab.',
    error: state.draft.errors.key,
    control: ({ id, describedBy, invalid }) => html`<input
      id=${id}
      .value=${live(state.draft.key)}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      autocomplete="off"
      spellcheck="false"
      @input=${(event) => updateIn('draft', { key: event.target.value })}
    />`,
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
