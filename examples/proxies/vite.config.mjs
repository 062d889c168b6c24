// Vite: the page and the API have one origin, and the page needs no key.
/** @type {import('vite').UserConfig} */
export default {
  server: {
    proxy: {
      '/v2': { target: 'http://127.0.0.1:8080', headers: { 'X-Api-Key': 'demo' } },
      '/media': 'http://127.0.0.1:8080',
    },
  },
};
