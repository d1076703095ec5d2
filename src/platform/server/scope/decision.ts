import type { ActionKind } from '#platform/shared/contract.ts';
import type { Language } from '#platform/shared/languages.ts';

/** A job description of a clinic. */
export interface ScopeRole {
  /** Its id, e.g. `frontDesk`. */
  role: string;
  label: Record<Language, string>;
  /** Exact `slice.act`, or `slice.*`. */
  actions: string[];
  /** A student's: what is entered stays preliminary until somebody co-signs it. */
  preliminary: boolean;
}

/** Looks a message up in one language; the caller brings it, since this knows no slice and no catalogue. */
export type WordsOf = (key: string, params?: Record<string, string | number>) => string;

export interface Allowed {
  allowed: true;
  preliminary: boolean;
}

export interface NotAllowed {
  allowed: false;
  /** Message key with ids as parameters, for the log and for callers that show their own words. */
  reason: { key: string; params: Record<string, string> };
  /** Roles that hold the action, by id. */
  whoMay: string[];
  /** The reason as a sentence: her job description, the act and who may. `wordsOf` speaks the same language. */
  reasonIn(language: Language, wordsOf: WordsOf): string;
}

export type Decision = Allowed | NotAllowed;

/** An action that some verb or resource type needs: what a job description is written from. */
export interface RegisteredAction {
  action: string;
  kind: ActionKind;
}
