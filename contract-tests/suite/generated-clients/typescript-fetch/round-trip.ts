import { strict as assert } from 'node:assert';
import {
  ApiErrorFromJSON,
  AspectRatio,
  Configuration,
  PipelineMode,
  ResponseError,
  TemplatesApi,
  ValidationErrorsFromJSON,
  VimAstronautRequestTemplateIdEnum,
  VisibilityStatus,
  WorkflowApi,
} from './generated';

const configuration = new Configuration({ basePath: process.env.BASE_URL, apiKey: process.env.API_KEY });
const workflows = new WorkflowApi(configuration);
const imageUrls = ['https://example.com/input.png'];

async function main() {
  const templates = await new TemplatesApi(configuration).listTemplates();
  assert(templates.data.some((template) => template.templateId === 'vim_astronaut'));

  const typed = await workflows.createWorkflow({
    createWorkflowRequest: {
      templateId: VimAstronautRequestTemplateIdEnum.VimAstronaut,
      title: 'Launch',
      imageUrls,
      options: { aspectRatio: AspectRatio.PORTRAIT_9_16, pipelineMode: PipelineMode.Image },
    },
  });
  assert.equal(typed.data.model, 'vim_astronaut');
  assert.equal(typed.data.options.aspect_ratio, '9:16');

  const created = await workflows.createWorkflow({ createWorkflowRequest: { imageUrls } });
  const workflowId = created.data.id;

  let workflow = created.data;
  for (let polls = 0; workflow.processingStatus !== 'success'; polls++) {
    assert(polls < 20, `still ${workflow.processingStatus}`);
    workflow = (await workflows.getWorkflow({ workflowId })).data;
  }
  assert(workflow.result[0].url.startsWith('http'));

  const invalid = await errorOf(
    workflows.updateWorkflow({ workflowId, updateWorkflowRequest: { deliveredAt: '2025-02-30 10:00:00Z' } }),
  );
  assert.equal(invalid.response.status, 422);
  const { detail } = ValidationErrorsFromJSON(await invalid.response.json());
  assert.deepEqual(detail[0].loc, ['body', 'delivered_at']);

  const updated = await workflows.updateWorkflow({
    workflowId,
    updateWorkflowRequest: { title: 'Renamed', visibilityStatus: VisibilityStatus.PUBLIC },
  });
  assert.equal(updated.data.title, 'Renamed');
  assert.equal(updated.data.visibilityStatus, '2');

  const deleted = await workflows.deleteWorkflow({ workflowId });
  assert.equal(deleted.data.id, workflowId);

  const missing = await errorOf(workflows.getWorkflow({ workflowId }));
  assert.equal(missing.response.status, 404);
  assert.equal(ApiErrorFromJSON(await missing.response.json()).code, 'WORKFLOW_NOT_FOUND');
  console.log('ok');
}

async function errorOf(call: Promise<unknown>): Promise<ResponseError> {
  try {
    await call;
  } catch (error) {
    assert(error instanceof ResponseError, String(error));
    return error;
  }
  assert.fail('no error');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
