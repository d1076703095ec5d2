import type { Language } from '../shared/languages.ts';

/** The clinic as every request sees it. `zone` is IANA, `currency` ISO 4217, `country` ISO 3166 alpha-2. */
export interface Clinic {
  id: string;
  slug: string;
  name: string;
  country: string;
  zone: string;
  currency: string;
  language: Language;
  demo: boolean;
  settings: Record<string, unknown>;
}

/** Who acts. A `system` actor is a job or a listener; it passes scope but is audited like the others. */
export interface Actor {
  kind: 'staff' | 'client' | 'system' | 'anyone';
  /** Staff or client id; a fixed word for the system's own actors. */
  id: string;
  name: string;
  roles: string[];
  language: Language;
  /** FHIR Practitioner id of a staff member. */
  practitionerId?: string;
  /** SMART scopes of a client, e.g. `system/*.cruds`. */
  scopes?: string[];
  /** Session, for verbs about it. */
  sessionId?: string;
  /** The shared PC or tablet at which she stands. */
  deviceId?: string;
}

/** Cookies of the answer; SameSite=Strict always, Secure on TLS. Absent where nobody could keep them (CLI, job). */
export interface Cookies {
  set(name: string, value: string, options: { httpOnly: boolean; maxAgeSeconds?: number }): void;
  clear(name: string): void;
}
