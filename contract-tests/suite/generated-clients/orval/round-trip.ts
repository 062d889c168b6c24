import { strict as assert } from 'node:assert';
import axios, { type AxiosError } from 'axios';
import {
  type ApiError,
  createWorkflow,
  deleteWorkflow,
  getWorkflow,
  listTemplates,
  updateWorkflow,
  type ValidationErrors,
} from './client';

axios.defaults.baseURL = process.env.BASE_URL;
axios.defaults.headers.common['X-Api-Key'] = process.env.API_KEY;
const image_urls = ['https://example.com/input.png'];

async function main() {
  const templates = await listTemplates();
  assert(templates.data.data.some((template) => template.template_id === 'vim_astronaut'));

  const typed = await createWorkflow({
    template_id: 'vim_astronaut',
    title: 'Launch',
    image_urls,
    options: { aspect_ratio: '9:16', pipeline_mode: 'image' },
  });
  assert.equal(typed.data.data.model, 'vim_astronaut');
  assert.equal(typed.data.data.options.aspect_ratio, '9:16');

  const created = await createWorkflow({ image_urls });
  const { id } = created.data.data;

  let workflow = created.data.data;
  for (let polls = 0; workflow.processing_status !== 'success'; polls++) {
    assert(polls < 20, `still ${workflow.processing_status}`);
    workflow = (await getWorkflow(id)).data.data;
  }
  assert(workflow.result[0].url.startsWith('http'));

  const invalid = await errorOf<ValidationErrors>(updateWorkflow(id, { delivered_at: '2025-02-30 10:00:00Z' }));
  assert.equal(invalid.response?.status, 422);
  assert.deepEqual(invalid.response.data.detail[0].loc, ['body', 'delivered_at']);

  const updated = await updateWorkflow(id, { title: 'Renamed', visibility_status: '2' });
  assert.equal(updated.data.data.title, 'Renamed');
  assert.equal(updated.data.data.visibility_status, '2');

  const deleted = await deleteWorkflow(id);
  assert.equal(deleted.data.data.id, id);

  const missing = await errorOf<ApiError>(getWorkflow(id));
  assert.equal(missing.response?.status, 404);
  assert.equal(missing.response.data.code, 'WORKFLOW_NOT_FOUND');
  console.log('ok');
}

async function errorOf<T>(call: Promise<unknown>): Promise<AxiosError<T>> {
  try {
    await call;
  } catch (error) {
    assert(axios.isAxiosError<T>(error), String(error));
    return error;
  }
  assert.fail('no error');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
