// Receives Tocsin's webhooks: verifies each, drops what it has seen, prints one line. Node 18, nothing else.
//
// WEBHOOK_SECRET=whsec_… PORT=9000 node receiver.mjs

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
const seen = new Set(); // keep it where a restart does not lose it, as in a table with a unique key

// Whether the body is signed with our secret, and was within the last five minutes.
function verified(headers, body) {
  const stamp = headers["webhook-timestamp"] ?? "";
  if (!/^\d+$/.test(stamp) || Math.abs(Date.now() / 1000 - Number(stamp)) > 300) return false;
  const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"] ?? ""}.${stamp}.`), body]);
  const ours = Buffer.from("v1," + createHmac("sha256", key).update(signed).digest("base64"));
  // Several while a secret is changed: one that is ours is enough.
  const theirs = (headers["webhook-signature"] ?? "").split(" ").map((one) => Buffer.from(one));
  return theirs.some((one) => one.length === ours.length && timingSafeEqual(one, ours));
}

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces); // the very bytes: parsing and writing them again would change the signature
  if (request.method !== "POST" || !verified(request.headers, body)) return response.writeHead(401).end();
  const message = JSON.parse(body);
  for (const alert of message.type === "digest" ? message.alerts : [message]) {
    if (seen.has(alert.id)) continue;
    seen.add(alert.id);
    const place = alert.incident.place?.name ?? "place unknown";
    console.log(alert.reason, alert.incident.kind, place, alert.id);
  }
  response.writeHead(204).end(); // at once; Tocsin waits ten seconds. What takes longer belongs behind a queue of your own
});

server.listen(Number(process.env.PORT ?? 9000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
