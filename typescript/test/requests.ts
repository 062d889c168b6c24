// Compiles only if valid requests compile and invalid ones do not.
import type {
  CreateWorkflowRequest,
  DefaultTemplateId,
  OptionName,
  OptionsOf,
  TemplateId,
} from '@vimmerse/workflow-types';
import { type Equal, holds } from './holds.js';

// Valid requests.

export const portrait: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  title: 'Launch',
  image_urls: ['https://example.com/input.png'],
  options: { aspect_ratio: '9:16', pipeline_mode: 'image' },
  webhook_url: 'https://example.com/hooks/workflow',
};

export const empty: CreateWorkflowRequest = {};

export const withoutATemplateId: CreateWorkflowRequest = {
  image_urls: ['https://example.com/input.png'],
  options: { aspect_ratio: '1:1' },
};

export const ownOptions: CreateWorkflowRequest = {
  template_id: 'each_ugcproduct_0226',
  options: { product_name: 'Trail Bottle', product_image: 'https://example.com/bottle.png', voice: 'River' },
};

// A request narrows to its template.
export function voiceOf(request: CreateWorkflowRequest): string | undefined {
  if (request.template_id === 'each_ugcproduct_0226') {
    return request.options?.voice;
  }
  // @ts-expect-error: other templates have no voice
  return request.options?.voice;
}

// A request without an id uses the default template.
export function templateOf(request: CreateWorkflowRequest): TemplateId {
  if (request.template_id === undefined) {
    holds<Equal<typeof request, CreateWorkflowRequest<DefaultTemplateId>>>();
    // @ts-expect-error: the default template has no voice
    void request.options?.voice;
    return 'vim_new_year_2026' satisfies DefaultTemplateId;
  }
  return request.template_id;
}

// Generic in the template.
export function request<T extends TemplateId>(template_id: T, options: OptionsOf<T>) {
  return { template_id, options };
}
request('vim_astronaut', { pipeline_mode: 'video' });

// Invalid requests.

export const anotherTemplatesOption: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  // @ts-expect-error: this template has no voice
  options: { voice: 'River' },
};

export const aStillImageOnlyTemplate: CreateWorkflowRequest = {
  template_id: 'vim_sticker_me',
  // @ts-expect-error: this template has no pipeline_mode
  options: { pipeline_mode: 'video' },
};

export const invalidValue: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  // @ts-expect-error: not an aspect ratio
  options: { aspect_ratio: '2:1' },
};

export const misspeltOption: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  options: {
    // @ts-expect-error: it is aspect_ratio
    aspect_ration: '16:9',
  },
};

export const optionOfAnotherTemplateWithoutId: CreateWorkflowRequest = {
  options: {
    // @ts-expect-error: without an id it uses the default template, which has no voice
    voice: 'River',
  },
};

export const unknownTemplate: CreateWorkflowRequest = {
  // @ts-expect-error: no template of this name
  template_id: 'vim_astronut',
};

export const misspeltField: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  // @ts-expect-error: it is image_urls
  image_url: ['https://example.com/input.png'],
};

export const wrongType: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  // @ts-expect-error: not an array
  image_urls: 'https://example.com/input.png',
};

export const invalidVisibility: CreateWorkflowRequest = {
  template_id: 'vim_astronaut',
  // @ts-expect-error: not a string
  visibility_status: 1,
};

// @ts-expect-error: only the default template's id is optional
export const missingId: CreateWorkflowRequest<'vim_astronaut'> = {};

export const otherId: CreateWorkflowRequest<'vim_astronaut'> = {
  // @ts-expect-error: another template
  template_id: 'vim_sticker_me',
};

// @ts-expect-error: this template has no voice
request('vim_astronaut', { voice: 'River' });

// @ts-expect-error: no template of this name
export type NoOptions = OptionsOf<'vim_astronut'>;

// Helper types.

holds<Equal<CreateWorkflowRequest['template_id'], TemplateId | undefined>>();
holds<Equal<CreateWorkflowRequest<'vim_astronaut'>['template_id'], 'vim_astronaut'>>();
holds<Equal<CreateWorkflowRequest<DefaultTemplateId>['template_id'], DefaultTemplateId | undefined>>();
holds<Equal<OptionName<'vim_sticker_me'>, 'aspect_ratio' | 'image_url'>>();
