/**
 * Creates a workflow, polls it and downloads its output with each HTTP client.
 *
 * Usage: node clients.mjs URL. Prints one JSON object a line, which HttpClientsTest reads.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import axios from "axios";
import got from "got";
import { request as undiciRequest } from "undici";

const url = process.argv[2];
const create = JSON.stringify({ image_urls: ["https://example.com/in.png"], event_id: "sim:polls=2" });
const versions = JSON.parse(readFileSync("package.json", "utf8")).dependencies;

/** Returns the body of a request in pieces, so that its length is not known. */
function pieces() {
  return Readable.from([Buffer.from(create.slice(0, 10)), Buffer.from(create.slice(10))]);
}

/** Each returns the body of a response. A missing body is a GET. */
const clients = {
  async fetch(target, headers, body) {
    const isStream = body instanceof Readable;
    const response = await fetch(target, {
      method: body ? "POST" : "GET",
      headers,
      body: isStream ? Readable.toWeb(body) : body,
      ...(isStream && { duplex: "half" }),
    });
    return Buffer.from(await response.arrayBuffer());
  },
  async undici(target, headers, body) {
    const response = await undiciRequest(target, { method: body ? "POST" : "GET", headers, body });
    return Buffer.from(await response.body.arrayBuffer());
  },
  async axios(target, headers, body) {
    const method = body ? "POST" : "GET";
    return (await axios({ url: target, method, headers, data: body, responseType: "arraybuffer" })).data;
  },
  async got(target, headers, body) {
    const retry = { limit: 0 };
    return body ? got.post(target, { headers, body, retry }).buffer() : got(target, { headers, retry }).buffer();
  },
  async "node:http"(target, headers, body) {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(target, { method: body ? "POST" : "GET", headers }, async (response) => {
        resolve(Buffer.concat(await response.toArray()));
      });
      sent.on("error", reject);
      body instanceof Readable ? body.pipe(sent) : sent.end(body);
    });
  },
};

for (const [client, send] of Object.entries(clients)) {
  for (const streamed of [false, true]) {
    const key = `${client}-${streamed}`;
    const headers = { "X-Api-Key": key, "Content-Type": "application/json" };
    const created = JSON.parse(await send(`${url}/v2/workflow`, headers, streamed ? pieces() : create));
    let workflow;
    for (let reads = 0; reads < 2; reads++) {
      workflow = JSON.parse(await send(`${url}/v2/workflow/${created.data.id}`, headers)).data;
    }
    const output = await send(workflow.result[0].url, headers);
    const sha256 = createHash("sha256").update(output).digest("hex");
    const version = versions[client] ?? "";
    console.log(JSON.stringify({ client, version, protocol: "HTTP/1.1", streamed, key, sha256 }));
  }
}
