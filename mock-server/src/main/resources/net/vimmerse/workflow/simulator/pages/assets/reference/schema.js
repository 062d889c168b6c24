// Shows a schema as a table of its properties.

import { html, nothing } from '../lit-html/lit-html.js';
import { update } from '../dashboard/state.js';

const MAX_DEPTH = 4;

/** The selected alternative of each schema that has some. */
const selected = new WeakMap();

/** @param depth how deep the schema is in that of a body, from 1 */
export function schemaView(schema, depth) {
  if (depth > MAX_DEPTH) {
    return nothing;
  }
  const { choices = [], description, items, properties = [], type } = schema;
  if (choices.length > 1 && choices.some((choice) => choice.properties?.length)) {
    return alternatives(schema, depth);
  }
  if (properties.length === 0) {
    return items?.properties?.length || items?.choices?.length
      ? html`<p class="hint">An array of:</p>
          ${schemaView(items, depth)}`
      : html`<p class="hint">${typeOf(schema)} ${type === 'object' ? '' : (description ?? '')}</p>`;
  }
  return html`<dl class="schema">
    ${properties.map(
      ({ property, required, schema: each }) => html`<div>
        <dt><code>${property}</code>${required ? html` <span class="tag">required</span>` : nothing}</dt>
        <dd>
          <span class="type">${typeOf(each)}</span> ${each.description ?? ''} ${constraints(each)}
          ${isNested(each) ? schemaView(each, depth + 1) : nothing}
        </dd>
      </div>`,
    )}
  </dl>`;
}

const isNested = ({ choices = [], items, properties = [] }) =>
  properties.length > 0 || (items?.properties?.length ?? 0) > 0 || choices.some((choice) => choice.properties?.length);

function alternatives(schema, depth) {
  const { choices, name } = schema;
  const index = selected.get(schema) ?? 0;
  return html`<label class="choice">
      <span>${name === 'CreateWorkflowRequest' ? 'Template' : 'One of'}</span>
      <select
        @change=${({ target }) => {
          selected.set(schema, Number(target.value));
          update();
        }}
      >
        ${choices.map(
          (choice, position) => html`<option value=${position} ?selected=${position === index}>${choice.label ?? choice.name ?? typeOf(choice)}</option>`,
        )}
      </select>
    </label>
    ${schemaView(choices[index], depth)}`;
}

/** The type of a value, in words. */
export function typeOf({ choices = [], format, items, nullable, type }) {
  const own = type === 'array' ? `array of ${items ? typeOf(items) : 'any'}` : [type, format && `(${format})`].filter(Boolean).join(' ');
  const text = own || [...new Set(choices.map(typeOf))].join(' or ') || 'any';
  return nullable ? `${text} or null` : text;
}

function constraints({ default: standard, enum: values, maximum, maxLength, minimum, minLength, pattern }) {
  const facts = [
    values && html`one of ${values.map((value) => html`<code>${JSON.stringify(value)}</code> `)}`,
    standard !== undefined && html`default <code>${JSON.stringify(standard)}</code>`,
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    pattern && html`matches <code>${pattern}</code>`,
  ].filter(Boolean);
  return facts.length ? html`<span class="facts">${facts.map((fact, index) => html`${index ? '; ' : ''}${fact}`)}</span>` : nothing;
}
