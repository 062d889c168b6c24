// The request that the create form is writing: its texts, their errors, and the body that they make.

import { apiKeyOf } from './api-keys.js';
import { formatLocation } from './format.js';
import { ApiError } from './simulator-api.js';
import { LANGUAGES } from './snippets.js';
import { state, updateIn } from './state.js';
import { validate } from './validation.js';

/**
 * A new draft, with everything filled in that a request needs.
 *
 * @param copied the workflow whose request to copy; may be left out
 */
export function newDraft(template, copied) {
  return {
    template,
    // The form writes into the namespace on the screen; without one, the first gets the key demo.
    key: state.namespace ? (apiKeyOf(state.namespace) ?? '') : 'demo',
    /** Texts by path, as in title and options.prompt. */
    texts: copied ? textsOf(copied, template) : { image_urls: 'https://example.com/input.png' },
    /** Error messages by path; those that belong to no field have the empty path. */
    errors: {},
    language: LANGUAGES[0].id,
    sending: false,
  };
}

function textsOf({ title, images, event_id: eventId, options, webhook_url: webhookUrl = '' }, template) {
  const texts = { title, image_urls: images.join('\n') };
  if (template.fields.find(({ name }) => name === 'event_id')?.defaultValue !== eventId) {
    texts.event_id = eventId;
  }
  // The simulator hides the values in the query of a webhook's URL.
  if (!webhookUrl.includes('*')) {
    texts.webhook_url = webhookUrl;
  }
  for (const { defaultValue, name } of template.options) {
    if (options[name] !== undefined && options[name] !== defaultValue) {
      texts[`options.${name}`] = String(options[name]);
    }
  }
  return texts;
}

/** Every field of a template with its path. */
export function fieldsOf({ fields, options }) {
  return [
    ...fields.map((field) => ({ ...field, path: field.name })),
    ...options.map((field) => ({ ...field, path: `options.${field.name}` })),
  ];
}

export function setText({ path }, text) {
  const { texts, errors } = state.draft;
  updateIn('draft', { texts: { ...texts, [path]: text }, errors: { ...errors, [path]: '', '': '' } });
}

export function validateField(field) {
  updateIn('draft', { errors: { ...state.draft.errors, [field.path]: errorIn(field) } });
}

/** Validates the whole draft, shows its errors, and returns whether there are none. */
export function validateDraft() {
  const { key, template } = state.draft;
  const errors = Object.fromEntries(fieldsOf(template).map((field) => [field.path, errorIn(field)]));
  errors.key = key.trim() ? '' : 'Enter the API key of this namespace, or any other: each one has its own';
  updateIn('draft', { errors });
  return !Object.values(errors).some(Boolean);
}

function errorIn(field) {
  return validate(field.schema, valueOf(field));
}

function valueOf({ path, schema }) {
  const text = state.draft.texts[path] ?? '';
  if (schema.type === 'array') {
    const items = text.split('\n').map((line) => line.trim()).filter(Boolean);
    return items.length ? items : undefined;
  }
  return text === '' ? undefined : text;
}

/** The body of the request. Fields that are empty are left out. */
export function requestBody() {
  const { template } = state.draft;
  const body = { template_id: template.id };
  const options = {};
  for (const field of fieldsOf(template)) {
    const value = valueOf(field);
    if (value !== undefined) {
      (field.path === field.name ? body : options)[field.name] = value;
    }
  }
  return Object.keys(options).length ? { ...body, options } : body;
}

/** The error messages that a response puts beside the fields, by path. */
export function errorsOf(error) {
  if (!(error instanceof ApiError)) {
    return null;
  }
  if (error.violations.length === 0) {
    return { [error.status === 401 ? 'key' : '']: [error.message, error.note].filter(Boolean).join(' Reason: ') };
  }
  const paths = new Set(fieldsOf(state.draft.template).map(({ path }) => path));
  const errors = {};
  for (const { loc, msg } of error.violations) {
    const [first, second] = loc.slice(1);
    const path = first === 'options' ? `options.${second}` : first;
    if (paths.has(path)) {
      errors[path] = Number.isInteger(second) ? `Line ${second + 1}: ${msg}` : msg;
    } else {
      errors[''] = [errors[''], `${formatLocation(loc)}: ${msg}`].filter(Boolean).join('; ');
    }
  }
  return errors;
}
