import { Problem, readProblem } from './problem';

/** How long one request may take before it counts as failed. */
const timeoutMs = 10_000;

/** Waits between the tries of one command; its idempotency key makes a repeat the same command. */
const retryDelaysMs = [400, 1200];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let whenSignedOut: () => void = () => undefined;

/** Says what happens when the server no longer knows us. */
export function onSignedOut(handler: () => void): void {
  whenSignedOut = handler;
}

/** One request, with the session cookie and the antiforgery header; a `Problem` when it is not answered with success. */
export async function request<T>(method: Method, path: string, body?: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') {
    const token = readCookie('XSRF-TOKEN');
    if (token) headers['X-XSRF-TOKEN'] = token;
  }
  if (key) headers['Idempotency-Key'] = key;

  const response = await reach(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    const problem = readProblem(response.status, await readJson(response));
    if (response.status === 401 && path !== '/api/session') whenSignedOut();
    throw problem;
  }
  return (await readJson(response)) as T;
}

/** A command: the same key on every try, and tried again when no answer came. */
export async function command<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const key = newKey();
  for (let attempt = 0; ; attempt++) {
    try {
      return await request<T>(method, path, body, key);
    } catch (error) {
      const delay = retryDelaysMs[attempt];
      const again = error instanceof Problem && (error.status === 0 || error.status === 503);
      if (!again || delay === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
}

/** Sends a command that must leave before the page goes; nobody waits for its answer. */
export function sendAndForget(method: Method, path: string, body: unknown): void {
  const token = readCookie('XSRF-TOKEN');
  void fetch(path, {
    method,
    keepalive: true,
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': newKey(),
      ...(token ? { 'X-XSRF-TOKEN': token } : {}),
    },
    body: JSON.stringify(body),
  });
}

/** A random word for an idempotency key; unlike `randomUUID` it works on plain HTTP inside a hospital network too. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    throw new Problem(timedOut ? 'timeout' : 'network', 0, '');
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's own error page is no JSON: the status alone then says what is wrong.
    return undefined;
  }
}

function readCookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : undefined;
}
