import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
import type { paths } from '@vimmerse/workflow-types';

const api = createClient(createFetchClient<paths>({ baseUrl: '/' }));
const ENDED = ['success', 'fail'];

export function useWorkflow(workflow_id: string): string | undefined {
  const { data } = api.useQuery(
    'get',
    '/v2/workflow/{workflow_id}',
    { params: { path: { workflow_id } } },
    { refetchInterval: (query) => (ENDED.includes(query.state.data?.data.processing_status ?? '') ? false : 1_000) },
  );
  return data?.data.processing_status;
}

export function useCreate() {
  const { mutate } = api.useMutation('post', '/v2/workflow');
  return (image_url: string) => mutate({ body: { template_id: 'vim_astronaut', image_urls: [image_url] } });
}
