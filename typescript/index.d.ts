/**
 * Types of the Workflow API. All templates, options and values are generated from the OpenAPI document;
 * this file names none of them.
 *
 * Responses are open: a status, for example, may be a string other than the known values. Requests are
 * closed: a template accepts only its own options and their values.
 */
import type { components } from './generated/workflow-api.js';

export type * from './generated/workflow-api.js';

// The whole document, for typed clients. Its open sets of values are plain strings, as those clients
// transform the types of responses.
export type { components, operations, paths } from './generated/paths.js';

type AnyCreateRequest = components['schemas']['CreateWorkflowRequest'];

/** The id of a template. */
export type TemplateId = NonNullable<AnyCreateRequest['template_id']>;

/** The id of the template that a request without `template_id` uses. */
export type DefaultTemplateId = OptionalTemplateId<AnyCreateRequest>;

/**
 * The body that creates a workflow from any template, or from one: `CreateWorkflowRequest<'vim_astronaut'>`.
 * Only the default template's request may omit `template_id`.
 */
export type CreateWorkflowRequest<T extends TemplateId = TemplateId> = Extract<
  AnyCreateRequest,
  { template_id?: T }
>;

/** The options of a template. All of them are optional. */
export type OptionsOf<T extends TemplateId> = OptionsIn<CreateWorkflowRequest<T>>;

/** The name of an option of a template; of several templates, the names that all of them have. */
export type OptionName<T extends TemplateId> = keyof OptionsOf<T> & string;

/** The body of every error response except 422, whose body is `ValidationErrors`. */
export type ApiError = components['schemas']['ApiError'];

type OptionalTemplateId<R> = R extends { template_id: string }
  ? never
  : R extends { template_id?: infer Id extends string }
    ? Id
    : never;

type OptionsIn<R> = R extends unknown
  ? 'options' extends keyof R
    ? NonNullable<R['options']>
    : Record<string, never>
  : never;
