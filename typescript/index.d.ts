/**
 * Types of the Workflow API. Nothing in this file names a template, an option or a value: all of them
 * come from the OpenAPI document.
 *
 * What the service answers with is open: a status, for example, may be a text that is not among those
 * known. What is sent to it is closed: a template takes its own options and their values only.
 */
import type { components } from './generated/workflow-api.js';

export type * from './generated/workflow-api.js';

type AnyCreateRequest = components['schemas']['CreateWorkflowRequest'];

/** The id of a template. */
export type TemplateId = NonNullable<AnyCreateRequest['template_id']>;

/** The template that is meant when a request has no `template_id`. */
export type DefaultTemplateId = IdThatMayBeAbsent<AnyCreateRequest>;

/**
 * The body that creates a workflow: of any template, or of one, as in
 * `CreateWorkflowRequest<'vim_astronaut'>`. Only the default template's may lack its `template_id`.
 */
export type CreateWorkflowRequest<T extends TemplateId = TemplateId> = Extract<
  AnyCreateRequest,
  { template_id?: T }
>;

/** The options of a template. Every option has a default or may be left out. */
export type OptionsOf<T extends TemplateId> = OptionsIn<CreateWorkflowRequest<T>>;

/** The name of an option of a template. Of several templates, those that all of them have. */
export type OptionName<T extends TemplateId> = keyof OptionsOf<T> & string;

/** The body of every error but 422, which is `ValidationErrors`. */
export type ApiError = components['schemas']['Error'];

type IdThatMayBeAbsent<R> = R extends { template_id: string }
  ? never
  : R extends { template_id?: infer Id extends string }
    ? Id
    : never;

type OptionsIn<R> = R extends unknown
  ? 'options' extends keyof R
    ? NonNullable<R['options']>
    : Record<string, never>
  : never;
