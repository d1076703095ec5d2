import { z } from 'zod';
import { day, id, instant, text, words } from './shapes.ts';

const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'frontDesk_field_code');
export const alertLevels = ['emergency', 'urgent'] as const;
export const talkChannels = ['counter', 'telephone'] as const;

/** What a reason can be about. Its words, of both languages and as people say them, bring up its questions. */
export const talkTopic = z.object({
  code,
  en: words(60),
  id: words(60),
  keywords: z.array(words(40)).max(80),
});
export const talkQuestion = z.object({
  code,
  en: words(400),
  id: words(400),
  /** None: asked of everybody. */
  topics: z.array(code).max(30),
  /** Of a red flag: what a yes means. Left out: an ordinary question, answered in her words. */
  level: z.enum(alertLevels).optional(),
  /** Age in days from which, and until which, it is asked. */
  fromDays: z.int().min(0).max(50_000).optional(),
  untilDays: z.int().min(1).max(50_000).optional(),
  sex: z.enum(['female', 'male']).optional(),
});
export const talkScript = z.object({
  topics: z.array(talkTopic).max(60),
  questions: z.array(talkQuestion).min(1).max(150),
});
export type TalkQuestion = z.output<typeof talkQuestion>;
export type TalkScript = z.output<typeof talkScript>;

/** `yes`, `no` or `unsure` to a red flag; her own words otherwise. */
export const talkAnswer = z.object({ code, answer: words(500) });
export type TalkAnswer = z.output<typeof talkAnswer>;

export const accessNeeds = ['wheelchair', 'walking', 'hearing', 'sight', 'reading', 'other'] as const;
/** What whoever rooms her must know, as she said it. */
export const visitNeeds = z.object({
  /** BCP 47, the language in which she wants to speak. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'frontDesk_field_language')
    .optional(),
  interpreter: z.enum(['none', 'professional', 'companion']).default('none'),
  /** Name or number of whoever interprets. */
  interpreterName: text(120).default(''),
  /** She herself wants somebody of hers to interpret, having been offered a professional. */
  companionChosen: z.boolean().default(false),
  access: z.array(z.enum(accessNeeds)).max(6).default([]),
  accessNote: text(200).default(''),
  infection: z.enum(['none', 'mask', 'roomApart']).default('none'),
  chaperone: z.enum(['notAsked', 'wanted', 'declined']).default('notAsked'),
  /** For who rooms her. */
  handOff: text(500).default(''),
});
export type VisitNeeds = z.output<typeof visitNeeds>;

export const alert = z.object({
  alertId: z.uuid(),
  level: z.enum(alertLevels),
  /** Where it was said. */
  source: z.enum(['counter', 'telephone', 'kiosk', 'phone', 'duty']),
  /** The station, or the duty that raised it; empty where that says nothing. */
  place: z.string(),
  /** What was said yes to, in the reader's language. */
  what: z.string(),
  raisedAt: instant,
  raisedBy: z.string(),
  day,
  visit: z.object({ visitId: id, patientName: z.string(), recordNumber: z.string() }).optional(),
  /** Somebody of the desk is with her. */
  takenBy: z.string().optional(),
  /** She went while nobody had seen to it. */
  leftAt: instant.optional(),
});
export type Alert = z.output<typeof alert>;

export const talkState = z.object({
  visitId: id,
  patientId: id,
  channel: z.enum(talkChannels).optional(),
  /** 0: the questions that come with the program, which nobody of this clinic has approved. */
  scriptVersion: z.int(),
  approved: z.object({ by: z.string(), at: instant }).optional(),
  topics: z.array(talkTopic.omit({ keywords: true }).extend({ heard: z.boolean(), chosen: z.boolean() })),
  /** In the order in which they are asked, with what was answered. */
  asked: z.array(talkQuestion.extend({ answer: z.string().optional() })),
  nextCode: z.string().optional(),
  stop: z.object({ code: z.string(), level: z.enum(alertLevels) }).optional(),
  status: z.enum(['notBegun', 'begun', 'done', 'stopped']),
  /** What to dial: the clinic's own, or its country's. */
  emergencyNumber: z.string(),
  needs: visitNeeds,
  needsSaved: z.boolean(),
});
