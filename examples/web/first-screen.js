import { create, waitUntilEnded } from './workflows.js';

const service = { url: 'http://127.0.0.1:8080', key: 'demo' };

/** @type {import('@vimmerse/workflow-types').CreateWorkflowRequest} */
const request = {
  template_id: 'vim_astronaut',
  image_urls: ['https://example.com/input.png'],
  options: { aspect_ratio: '16:9' },
};

const button = /** @type {HTMLButtonElement} */ (document.querySelector('button'));
const bar = /** @type {HTMLProgressElement} */ (document.querySelector('progress'));
const status = /** @type {HTMLElement} */ (document.querySelector('p'));
const video = /** @type {HTMLVideoElement} */ (document.querySelector('video'));

button.addEventListener('click', async () => {
  button.disabled = true;
  video.hidden = true;
  try {
    const { id } = await create(service, request);
    const workflow = await waitUntilEnded(service, id, {
      onChange: ({ progress_percentage, processing_status }) => {
        bar.value = progress_percentage;
        status.textContent = processing_status;
      },
      onRetry: (error, delay) => {
        status.textContent = `${error.message} Retrying in ${Math.ceil(delay / 1000)} s.`;
      },
    });
    const [output] = workflow.result;
    if (output) {
      video.src = output.url;
      video.hidden = false;
      await video.play();
    }
  } catch (error) {
    status.textContent = String(error);
  } finally {
    button.disabled = false;
  }
});
