import { strict as assert } from 'node:assert';
import { createWorkflow, deleteWorkflow, getWorkflow, listTemplates, updateWorkflow } from './client';
import { client } from './client/client.gen';

client.setConfig({ baseUrl: process.env.BASE_URL, auth: process.env.API_KEY });
const image_urls = ['https://example.com/input.png'];

async function main() {
  const templates = await listTemplates();
  assert(templates.data?.data.some((template) => template.template_id === 'vim_astronaut'));

  const typed = await createWorkflow({
    body: {
      template_id: 'vim_astronaut',
      title: 'Launch',
      image_urls,
      options: { aspect_ratio: '9:16', pipeline_mode: 'image' },
    },
  });
  assert.equal(typed.data?.data.model, 'vim_astronaut');
  assert.equal(typed.data.data.options.aspect_ratio, '9:16');

  const created = await createWorkflow({ body: { image_urls } });
  assert(created.data);
  const path = { workflow_id: created.data.data.id };

  let workflow = created.data.data;
  for (let polls = 0; workflow.processing_status !== 'success'; polls++) {
    assert(polls < 20, `still ${workflow.processing_status}`);
    const read = await getWorkflow({ path });
    assert(read.data);
    workflow = read.data.data;
  }
  assert(workflow.result[0].url.startsWith('http'));

  const invalid = await updateWorkflow({ path, body: { delivered_at: '2025-02-30 10:00:00Z' } });
  assert.equal(invalid.response?.status, 422);
  assert(invalid.error && 'detail' in invalid.error);
  assert.deepEqual(invalid.error.detail[0].loc, ['body', 'delivered_at']);

  const updated = await updateWorkflow({ path, body: { title: 'Renamed', visibility_status: '2' } });
  assert.equal(updated.data?.data.title, 'Renamed');
  assert.equal(updated.data.data.visibility_status, '2');

  const deleted = await deleteWorkflow({ path });
  assert.equal(deleted.data?.data.id, path.workflow_id);

  const missing = await getWorkflow({ path });
  assert.equal(missing.response?.status, 404);
  assert(missing.error && 'code' in missing.error);
  assert.equal(missing.error.code, 'WORKFLOW_NOT_FOUND');
  console.log('ok');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
