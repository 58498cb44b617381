// @vitest-environment node
/** A draft that is followed while it is written, over a real connection that may break. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { Refusal, watched } from '../worker/api';

const STEP = 'event: progress\ndata: {"says": "Looking.", "partial": ""}\n\n';
vi.stubGlobal('navigator', { onLine: true }); // what a browser has, and Node has not
let stop = () => {};
afterEach(() => stop());

async function follow(answer: (response: ServerResponse) => void): Promise<unknown[]> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stop = () => void server.close();
  const door = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 't' };
  const seen: unknown[] = [];
  try {
    for await (const { says } of watched(door, 'd', AbortSignal.timeout(5_000))) seen.push(says);
  } catch (error) {
    seen.push(error instanceof Refusal ? error.failure.code : error);
  }
  return seen;
}

it('ends when the server says that the draft is there', async () => {
  expect(await follow((response) => response.end(`${STEP}event: end\ndata: {}\n\n`))).toEqual(['Looking.']);
});

it('says that the server is away where it stops in between', async () => {
  expect(await follow((response) => response.end(STEP))).toEqual(['Looking.', 'away']);
  const cut = (response: ServerResponse) => void response.write(STEP, () => response.destroy());
  expect((await follow(cut)).at(-1)).toBe('away');
});
