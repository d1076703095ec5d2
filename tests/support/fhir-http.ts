import { bearer } from './http.ts';

export interface FhirAnswer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer
  body: any;
}

/** Asks a server's FHIR API as a program does: bearer token, no Origin. A text goes out as it is. */
export type AskFhir = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<FhirAnswer>;

export function fhirOf(url: string, token: string): AskFhir {
  return async (method, path, body, headers) => {
    const type = method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json';
    const answer = await fetch(`${url}/fhir/R4${path}`, {
      method,
      headers: { ...bearer(token), ...(body !== undefined && { 'content-type': type }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: text ? JSON.parse(text) : undefined,
    };
  };
}
