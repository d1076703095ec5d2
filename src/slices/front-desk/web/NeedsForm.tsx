import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldArea, FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { frontDesk, type VisitNeeds } from '../contract.ts';
import { accessNeeds } from '../shared/talk-shapes.ts';

/** Language and interpreter, access, infection, chaperone, and a note for who rooms. */
export function NeedsForm(props: { visitId: string; needs: VisitNeeds; onDone: () => void }) {
  const form = useForm(frontDesk, 'saveNeeds', {
    initial: { needs: { ...props.needs, language: props.needs.language ?? '' } },
    prepare: ({ needs: { language, ...needs } }) => ({
      visitId: props.visitId,
      needs: { ...needs, ...(language && { language }) },
    }),
    onDone: props.onDone,
  });
  const { interpreter, access } = form.values.needs;
  return (
    <Form form={form} label={m.frontDesk_needs_edit()}>
      <FieldChips
        label={m.frontDesk_needs_interpreter()}
        {...form.at<string>('needs.interpreter')}
        options={(['none', 'professional', 'companion'] as const).map((value) => ({
          value,
          label: m[`frontDesk_needs_interpreter_${value}`](),
        }))}
      />
      <div className="s-fields s-fields-2">
        <FieldText
          label={m.frontDesk_needs_language()}
          hint={m.frontDesk_needs_languageHint()}
          {...form.at<string>('needs.language')}
          maxLength={20}
        />
        {interpreter !== 'none' && (
          <FieldText
            label={m.frontDesk_needs_interpreterName()}
            {...form.at<string>('needs.interpreterName')}
            maxLength={120}
          />
        )}
      </div>
      {interpreter === 'companion' && (
        <FieldCheck
          label={m.frontDesk_needs_companionChosen()}
          {...form.at<boolean>('needs.companionChosen')}
        />
      )}
      <FieldChips
        label={m.frontDesk_needs_access()}
        many
        {...form.at<string[]>('needs.access')}
        options={accessNeeds.map((value) => ({ value, label: m[`frontDesk_needs_access_${value}`]() }))}
      />
      {access.includes('other') && (
        <FieldText
          label={m.frontDesk_needs_accessNote()}
          {...form.at<string>('needs.accessNote')}
          maxLength={200}
        />
      )}
      <FieldChips
        label={m.frontDesk_needs_infection()}
        {...form.at<string>('needs.infection')}
        options={(['none', 'mask', 'roomApart'] as const).map((value) => ({
          value,
          label: m[`frontDesk_needs_infection_${value}`](),
        }))}
      />
      <FieldChips
        label={m.frontDesk_needs_chaperone()}
        {...form.at<string>('needs.chaperone')}
        options={(['notAsked', 'wanted', 'declined'] as const).map((value) => ({
          value,
          label: m[`frontDesk_needs_chaperone_${value}`](),
        }))}
      />
      <FieldArea
        label={m.frontDesk_needs_handOff()}
        {...form.at<string>('needs.handOff')}
        rows={2}
        maxLength={500}
      />
      <SaveBar form={form} label={m.frontDesk_needs_save()} />
    </Form>
  );
}
