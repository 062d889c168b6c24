// A form for one template, drawn from its schema; and the request that it makes, to copy.

import { html, nothing } from '../lit-html/lit-html.js';
import { live } from '../lit-html/directives/live.js';
import { ownKey, useKey } from './keys.js';
import { field, source } from './parts.js';
import { refresh } from './refresh.js';
import { link } from './route.js';
import { create, Problem } from './server.js';
import { LANGUAGES } from './snippets.js';
import { notify, state, update, updateIn } from './store.js';
import { place, words } from './text.js';
import { report } from './trouble.js';
import { complaint } from './validation.js';

const EXAMPLE_IMAGE = 'https://example.com/input.png';

/** The form as it is first shown. */
function fresh(template) {
  return {
    template,
    key: ownKey() || 'demo',
    /** Texts by the place of their field: title, options.prompt. */
    texts: { image_urls: EXAMPLE_IMAGE },
    /** What is wrong, by place. What belongs to no field stands under the empty place. */
    wrong: {},
    language: LANGUAGES[0].id,
    sending: false,
  };
}

export function trialView() {
  const template = state.api?.templates.find((each) => each.id === state.route.id);
  if (!template) {
    return html`<section class="pane wide">
      <h1 tabindex="-1">${state.api ? `There is no template ${state.route.id}` : 'Loading…'}</h1>
      <a class="back" href=${link('templates', null, state.world)}>All templates</a>
    </section>`;
  }
  if (state.trial?.template !== template) {
    state.trial = fresh(template);
  }
  return html`<section class="pane wide" aria-labelledby="trial-title">
    <a class="back" href=${link('templates', null, state.world)}>All templates</a>
    <h1 id="trial-title" tabindex="-1">${template.label}</h1>
    <p class="lead">${template.description}</p>
    <div class="trial">${form(template)} ${snippet(template)}</div>
  </section>`;
}

function form(template) {
  const { key, wrong, sending } = state.trial;
  const fields = template.fields.filter(({ name }) => name !== 'event_id');
  const event = template.fields.find(({ name }) => name === 'event_id');
  return html`<form novalidate @submit=${(submit) => send(submit, template)} aria-label="Request">
    ${field({
      id: 'key',
      label: 'API key',
      hint: 'Any will do. Each key has a world of its own; it stays in this tab.',
      wrong: wrong.key,
      control: (tie) => html`<input
        id=${tie.id}
        .value=${live(key)}
        aria-describedby=${tie.describedBy}
        aria-invalid=${tie.invalid}
        autocomplete="off"
        spellcheck="false"
        @input=${(input) => updateIn('trial', { key: input.target.value })}
      />`,
    })}
    ${fields.map((each) => schemaField(each, each.name))}
    <fieldset>
      <legend>Options</legend>
      ${template.options.map((each) => schemaField(each, `options.${each.name}`))}
    </fieldset>
    ${schemaField(event, event.name, wishes())}
    ${wrong[''] ? html`<p class="wrong" role="alert">${wrong['']}</p>` : nothing}
    <button type="submit" class="primary" ?disabled=${sending}>Create workflow</button>
  </form>`;
}

function wishes() {
  return 'Begins with sim: to decide what becomes of it, such as sim:fail, sim:slow=10m or sim:stuck=70.';
}

function schemaField(each, at, more = '') {
  const { schema, fallback } = each;
  const text = state.trial.texts[at] ?? '';
  const change = (event) => set(at, event.target.value);
  // Not on the way to the button: what is said here would move it away from under the pointer.
  const leave = (event) => event.relatedTarget?.type === 'submit' || complain(each, at);
  const hint = [each.description, more].filter(Boolean).join(' ');
  return field({
    id: at.replace('.', '-'),
    label: each.name,
    hint: schema.type === 'array' ? `${hint} One a line.` : hint,
    wrong: state.trial.wrong[at],
    control: (tie) => {
      if (schema.enum) {
        return html`<select
          id=${tie.id}
          aria-describedby=${tie.describedBy}
          aria-invalid=${tie.invalid}
          @change=${change}
        >
          <option value="" .selected=${live(text === '')}>${fallback === undefined ? 'Not sent' : `Not sent: ${called(schema, fallback)}`}</option>
          ${schema.enum.map((value) => html`<option value=${value} .selected=${live(value === text)}>${called(schema, value)}</option>`)}
        </select>`;
      }
      if (schema.type === 'array') {
        return html`<textarea
          id=${tie.id}
          rows="2"
          aria-describedby=${tie.describedBy}
          aria-invalid=${tie.invalid}
          spellcheck="false"
          .value=${live(text)}
          @input=${change}
          @blur=${leave}
        ></textarea>`;
      }
      return html`<input
        id=${tie.id}
        aria-describedby=${tie.describedBy}
        aria-invalid=${tie.invalid}
        placeholder=${fallback || nothing}
        autocomplete="off"
        .value=${live(text)}
        @input=${change}
        @blur=${leave}
      />`;
    },
  });
}

/** A value with its name, where the value alone says nothing. */
function called(schema, value) {
  const name = schema['x-enum-varnames']?.[schema.enum.indexOf(value)];
  return name && /^\d+$/.test(value) ? `${value} (${words(name.toLowerCase())})` : value;
}

function set(at, text) {
  const { texts, wrong } = state.trial;
  updateIn('trial', { texts: { ...texts, [at]: text }, wrong: { ...wrong, [at]: '', '': '' } });
}

function complain(each, at) {
  const { wrong } = state.trial;
  updateIn('trial', { wrong: { ...wrong, [at]: complaint(each.schema, valueOf(each, at)) } });
}

function valueOf({ schema }, at) {
  const text = state.trial.texts[at] ?? '';
  if (schema.type === 'array') {
    const items = text.split('\n').map((line) => line.trim());
    return items.some(Boolean) ? items.filter(Boolean) : undefined;
  }
  return text === '' ? undefined : text;
}

/** What the form sends: only what was filled in. */
function body(template) {
  const request = { template_id: template.id };
  for (const each of template.fields) {
    request[each.name] = valueOf(each, each.name);
  }
  const options = template.options
    .map((each) => [each.name, valueOf(each, `options.${each.name}`)])
    .filter(([, value]) => value !== undefined);
  if (options.length) {
    request.options = Object.fromEntries(options);
  }
  return JSON.parse(JSON.stringify(request));
}

async function send(event, template) {
  event.preventDefault();
  const key = state.trial.key.trim();
  const wrong = key ? {} : { key: 'Type any key: each has a world of its own' };
  for (const each of template.fields) {
    wrong[each.name] = complaint(each.schema, valueOf(each, each.name));
  }
  for (const each of template.options) {
    const at = `options.${each.name}`;
    wrong[at] = complaint(each.schema, valueOf(each, at));
  }
  updateIn('trial', { wrong });
  if (Object.values(wrong).some(Boolean)) {
    focusFirstWrong(event.target);
    return;
  }
  updateIn('trial', { sending: true });
  try {
    const answer = await create(body(template), key);
    const workflow = answer.json.data ?? answer.json;
    useKey(key);
    notify('The workflow was created.');
    // The world of this key may be a new one: ask for it, then go there.
    update({ world: null, route: { ...state.route, world: null } });
    await refresh();
    location.hash = link('workflows', workflow.id, state.world);
  } catch (problem) {
    explain(problem, template);
    focusFirstWrong(event.target);
  } finally {
    updateIn('trial', { sending: false });
  }
}

/** Puts what the server says beside the fields that it speaks of. */
function explain(problem, template) {
  if (!(problem instanceof Problem)) {
    report(problem);
    return;
  }
  if (problem.status === 401) {
    updateIn('trial', { wrong: { key: problem.message } });
    return;
  }
  const places = new Set([
    ...template.fields.map(({ name }) => name),
    ...template.options.map(({ name }) => `options.${name}`),
  ]);
  const wrong = {};
  for (const { loc, msg } of problem.violations) {
    const [first, second] = loc.slice(1);
    const at = [first === 'options' ? `options.${second}` : first].find((each) => places.has(each));
    const text = Number.isInteger(second) ? `Line ${second + 1}: ${msg}` : msg;
    wrong[at ?? ''] = at ? text : [wrong[''], `${place(loc)}: ${msg}`].filter(Boolean).join('; ');
  }
  if (problem.violations.length === 0) {
    wrong[''] = problem.message;
  }
  updateIn('trial', { wrong });
}

function focusFirstWrong(form) {
  requestAnimationFrame(() => form.querySelector('[aria-invalid="true"]')?.focus());
}

function snippet(template) {
  const { language, key } = state.trial;
  const chosen = LANGUAGES.find(({ id }) => id === language);
  const request = { body: body(template), key: key.trim() || 'demo', origin: location.origin, template };
  return html`<div class="snippet">
    <fieldset class="choice">
      <legend>The same in</legend>
      ${LANGUAGES.map(
        ({ id, label }) => html`<label>
          <input
            type="radio"
            name="language"
            value=${id}
            .checked=${live(id === language)}
            @change=${() => updateIn('trial', { language: id })}
          />
          <span>${label}</span>
        </label>`,
      )}
    </fieldset>
    ${source(chosen.write(request), `the request in ${chosen.label}`)}
  </div>`;
}
