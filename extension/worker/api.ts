/** The only code that speaks to the server. */
import { OPERATIONS, type Operations, type Problem } from '../api-types';
import type { Failure } from '../messages';

/** A server and the session that we have there; the token is empty before signing in. */
export interface Door {
  readonly address: string;
  readonly token: string;
}

type Name = keyof Operations;

const PATIENCE = 30_000; // milliseconds until a question is given up

/** Something that was not done, with words for the person. */
export class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.says);
  }
}

export async function call<N extends Name>(
  door: Door,
  name: N,
  at: Operations[N]['at'],
  body: Operations[N]['body'],
): Promise<Operations[N]['answer']> {
  const response = await asked(door, name, at, body, AbortSignal.timeout(PATIENCE));
  return (response.status === 204 ? undefined : await read(response, door)) as Operations[N]['answer'];
}

/** Follow a draft as it is written; ends when the server says that it is there. */
export async function* watched(
  door: Door,
  draft: string,
  signal: AbortSignal,
): AsyncGenerator<{ says: string; partial: string }> {
  const response = await asked(door, 'watch_draft', { draft_id: draft }, undefined, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const piece = await reader?.read().catch(() => undefined);
    // Without its end event it was cut off: the draft is not there, and nobody knows how far it is.
    if (!piece || piece.done) throw new Refusal(away(door));
    const blocks = (rest + piece.value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
      if (lines.get('event') === 'end') return;
      if (lines.get('event') === 'progress') {
        const { says, partial } = JSON.parse(lines.get('data') ?? '{}') as Record<string, string>;
        yield { says: says ?? '', partial: partial ?? '' };
      }
    }
  }
}

async function asked<N extends Name>(
  door: Door,
  name: N,
  at: Operations[N]['at'],
  body: Operations[N]['body'],
  signal: AbortSignal,
): Promise<Response> {
  const { method, path } = OPERATIONS[name];
  const filled = path.replace(/\{(\w+)\}/g, (_, part: string) =>
    encodeURIComponent((at as Record<string, string>)[part] ?? ''),
  );
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (door.token) headers['Authorization'] = `Bearer ${door.token}`;
  let response: Response;
  try {
    response = await fetch(door.address + filled, {
      method,
      headers,
      signal,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error', // a token goes to no other address
    });
  } catch {
    throw new Refusal(away(door));
  }
  if (!response.ok) throw new Refusal(await problem(response));
  return response;
}

async function read(response: Response, door: Door): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new Refusal(away(door));
  }
}

function away(door: Door): Failure {
  return {
    code: 'away',
    says: navigator.onLine ? `${door.address} does not answer.` : 'This computer is not connected.',
    next: 'Your text stays here. Try again in a moment.',
  };
}

async function problem(response: Response): Promise<Failure> {
  try {
    const told = (await response.json()) as Problem;
    if (told.code) return { code: told.code, says: sentence(told), next: told.next };
  } catch {
    // not a problem document: a proxy's page, perhaps
  }
  return { code: 'http', says: `The server answered with ${response.status}.`, next: 'Try again in a moment.' };
}

function sentence(told: Problem): string {
  return told.detail && told.detail !== told.title ? `${told.title}: ${told.detail}` : told.title;
}
