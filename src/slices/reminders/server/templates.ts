import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { type Language, languages } from '#platform/shared/languages.ts';
import type { reminders, Template } from '../contract.ts';
import {
  placeholders,
  type TemplateKind as Kind,
  templateFaults,
  templateKinds,
} from '../shared/template.ts';

/** The text that holds now: the clinic's last, or the built-in one as version 0. */
export async function templateOf(ctx: Context, kind: Kind, language: Language): Promise<Template> {
  const row = await ctx.db
    .selectFrom('reminders_template')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { kind, language, version: row.version, subject: row.subject, body: row.body }
    : builtIn(kind, language);
}

/** Both languages of every kind. */
export async function currentTemplates(ctx: Context): Promise<Template[]> {
  const all: Template[] = [];
  for (const kind of templateKinds)
    for (const language of languages) all.push(await templateOf(ctx, kind, language));
  return all;
}

function builtIn(kind: Kind, language: Language): Template {
  // the placeholders of the words become those of the template
  const same = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`]));
  return {
    ...{ kind, language, version: 0 },
    subject: words(language, `reminders_text_${kind}_subject`, same),
    body: words(language, `reminders_text_${kind}`, same),
  };
}

/** Saves a text as its next version. What was sent in an earlier one still names that. */
export const saveTemplate: Verb<typeof reminders, 'saveTemplate'> = async (ctx, input) => {
  const { kind, language, version, subject, body } = input;
  const faults = templateFaults(kind, subject, body);
  const name = faults.unknownInSubject[0] ?? faults.unknownInBody[0];
  if (name !== undefined)
    refuseField(
      faults.unknownInSubject.length > 0 ? 'subject' : 'body',
      'reminders_field_unknownPlaceholder',
      { name },
    );
  if (faults.missing[0])
    refuseField('body', 'reminders_field_missingPlaceholder', { name: faults.missing[0] });
  const current = await templateOf(ctx, kind, language);
  if (current.version !== version) return ctx.fail('versionTaken');
  const saved = await ctx.db
    .insertInto('reminders_template')
    .values({
      ...{ clinic_id: ctx.clinic.id, kind, language, version: version + 1, subject, body },
      ...{ saved_at: ctx.now, saved_by: ctx.actor.name },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!saved) return ctx.fail('versionTaken');
  ctx.emit('reminders.settingsChanged', {});
  return { kind, language, version: saved.version, subject, body };
};
