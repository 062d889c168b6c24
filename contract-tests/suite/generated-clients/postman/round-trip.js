// Runs the requests of the converted collection in the order of a round trip, each with a test script.
const { readFileSync } = require('node:fs');
const newman = require('newman');

const collection = JSON.parse(readFileSync('collection.json', 'utf8'));
const requests = new Map();
collection.item.forEach(collect);

function collect(item) {
  item.item?.forEach(collect);
  requests.set(item.name, item);
}

/** Copies a request of the collection: with a test script, and with another body if one is given. */
function step(name, script, body) {
  const item = structuredClone(requests.get(name));
  for (const variable of item.request.url.variable ?? []) {
    variable.value = '{{workflow_id}}';
  }
  if (body) {
    item.request.body.raw = JSON.stringify(body);
  }
  const test = `const body = pm.response.json();\npm.test(${JSON.stringify(name)}, () => {\n${script}\n});`;
  item.event = [{ listen: 'test', script: { type: 'text/javascript', exec: test.split('\n') } }];
  return item;
}

const steps = [
  step(
    'List the templates',
    "pm.expect(body.data.map((template) => template.template_id)).to.include('vim_astronaut');",
  ),
  step('Create a workflow', "pm.expect(body.data.model).to.equal('vim_new_year_2026');"), // the document's example
  step(
    'Create a workflow',
    "pm.expect(body.data.id).to.be.a('string');\npm.collectionVariables.set('workflow_id', body.data.id);",
    { image_urls: ['https://example.com/input.png'] },
  ),
  step(
    'Read a workflow',
    `const polls = Number(pm.collectionVariables.get('polls') ?? 0);
pm.expect(polls).to.be.below(20);
pm.collectionVariables.set('polls', polls + 1);
if (body.data.processing_status === 'success') {
  pm.expect(body.data.result[0].url).to.match(/^http/);
} else {
  pm.execution.setNextRequest(pm.info.requestName);
}`,
  ),
  step(
    'Update the metadata of a workflow',
    "pm.response.to.have.status(422);\npm.expect(body.detail[0].loc).to.eql(['body', 'delivered_at']);",
    { delivered_at: '2025-02-30 10:00:00Z' },
  ),
  step('Update the metadata of a workflow', "pm.expect(body.data.title).to.equal('Spring campaign');"),
  step('Delete a workflow', "pm.expect(body.data.id).to.equal(pm.collectionVariables.get('workflow_id'));"),
  step(
    'Read a workflow',
    "pm.response.to.have.status(404);\npm.expect(body.code).to.equal('WORKFLOW_NOT_FOUND');",
  ),
];
// A poll repeats itself by its name, so each name must be unique.
collection.item = steps.map((item, index) => ({ ...item, name: `${index + 1}. ${item.name}` }));

newman.run(
  {
    collection,
    envVar: [
      { key: 'baseUrl', value: process.env.BASE_URL },
      { key: 'apiKey', value: process.env.API_KEY },
    ],
    reporters: [],
  },
  (error, summary) => {
    const failures = summary?.run.failures.map((failure) => `${failure.source?.name}: ${failure.error.message}`) ?? [];
    const { total } = summary?.run.stats.assertions ?? { total: 0 };
    if (error || failures.length > 0 || total < steps.length) {
      console.error(error ?? failures.join('\n'), `${total} assertions`);
      process.exit(1);
    }
    console.log('ok');
  },
);
