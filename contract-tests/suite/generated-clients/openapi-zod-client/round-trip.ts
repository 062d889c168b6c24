import { strict as assert } from 'node:assert';
import { isErrorFromAlias } from '@zodios/core';
import { api, createApiClient } from './client';

const client = createApiClient(process.env.BASE_URL!, {
  axiosConfig: { headers: { 'X-Api-Key': process.env.API_KEY! } },
});
const image_urls = ['https://example.com/input.png'];

async function main() {
  const templates = await client.listTemplates();
  assert(templates.data.some((template) => template.template_id === 'vim_astronaut'));

  const typed = await client.createWorkflow({
    template_id: 'vim_astronaut',
    title: 'Launch',
    image_urls,
    options: { aspect_ratio: '9:16', pipeline_mode: 'image' },
  });
  assert.equal(typed.data.model, 'vim_astronaut');
  assert.equal(typed.data.options.aspect_ratio, '9:16');

  const created = await client.createWorkflow({ image_urls });
  const params = { workflow_id: created.data.id };

  let workflow = created.data;
  for (let polls = 0; workflow.processing_status !== 'success'; polls++) {
    assert(polls < 20, `still ${workflow.processing_status}`);
    workflow = (await client.getWorkflow({ params })).data;
  }
  assert(workflow.result[0].url.startsWith('http'));

  const invalid = await errorOf(client.updateWorkflow({ delivered_at: '2025-02-30 10:00:00Z' }, { params }));
  assert(isErrorFromAlias(api.api, 'updateWorkflow', invalid), String(invalid));
  assert(invalid.response.status === 422);
  assert.deepEqual(invalid.response.data.detail[0].loc, ['body', 'delivered_at']);

  const updated = await client.updateWorkflow({ title: 'Renamed', visibility_status: '2' }, { params });
  assert.equal(updated.data.title, 'Renamed');
  assert.equal(updated.data.visibility_status, '2');

  const deleted = await client.deleteWorkflow(undefined, { params });
  assert.equal(deleted.data.id, params.workflow_id);

  const missing = await errorOf(client.getWorkflow({ params }));
  assert(isErrorFromAlias(api.api, 'getWorkflow', missing), String(missing));
  assert(missing.response.status === 404);
  assert.equal(missing.response.data.code, 'WORKFLOW_NOT_FOUND');
  console.log('ok');
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  assert.fail('no error');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
