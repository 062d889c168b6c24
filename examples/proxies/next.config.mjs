// Next.js: the page and the API have one origin; the page sends the key, or a route handler adds it.
/** @type {import('next').NextConfig} */
export default {
  async rewrites() {
    return [
      { source: '/v2/:path*', destination: 'http://127.0.0.1:8080/v2/:path*' },
      { source: '/media/:path*', destination: 'http://127.0.0.1:8080/media/:path*' },
    ];
  },
};
