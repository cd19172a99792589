/** A refusal or failure of the server, or of the way to it, as one kind of error. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** The kebab-case word that ends the problem type; `network` and `timeout` are our own. */
    readonly code: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** The server's sentence, in English; empty when it gave none. */
    readonly detail: string,
    /** Messages by field name, for a form. */
    readonly fields: Readonly<Record<string, string[]>> = {},
  ) {
    super(detail || code);
  }

  /** Whether the same command may be tried again without harm: nothing was decided. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 429;
  }
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'malformed-request',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  422: 'refused',
  429: 'too-many-attempts',
  503: 'not-ready',
};

/** Reads a problem-details body; anything else becomes a problem named after its status. */
export function readProblem(status: number, body: unknown): Problem {
  const fallback = byStatus[status] ?? 'internal';
  if (typeof body !== 'object' || body === null) return new Problem(fallback, status, '');
  const { type, detail, title, errors } = body as Record<string, unknown>;
  const code =
    typeof type === 'string' && type !== 'about:blank' ? (/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(type)?.[1] ?? fallback) : fallback;
  const text = typeof detail === 'string' ? detail : typeof title === 'string' ? title : '';
  return new Problem(code, status, text, readFields(errors));
}

function readFields(errors: unknown): Record<string, string[]> {
  if (typeof errors !== 'object' || errors === null) return {};
  const fields: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(errors)) {
    if (Array.isArray(messages)) fields[camel(name)] = messages.map(String);
    else if (typeof messages === 'string') fields[camel(name)] = [messages];
  }
  return fields;
}

/** `Location.Lon` and `$.location.lon` both name the field `location.lon`. */
function camel(name: string): string {
  return name
    .replace(/^\$\.?/, '')
    .split('.')
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
    .join('.');
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('client-error', 0, error instanceof Error ? error.message : String(error));
}
