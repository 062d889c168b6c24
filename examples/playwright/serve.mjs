// Serves ../web, as the development server of your project serves your page: node serve.mjs
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const FOLDER = new URL('../web/', import.meta.url);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

createServer(async ({ url }, response) => {
  const name = url.slice(1).split('?')[0];
  try {
    const path = new URL(name, FOLDER);
    if (!path.href.startsWith(FOLDER.href)) {
      throw new Error('outside the folder');
    }
    const file = await readFile(path);
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(file);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
