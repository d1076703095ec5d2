import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import type { FormState } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import type { AuthorisationView } from '../contract.ts';
import type { ChartPart, Special } from '../shared/codes.ts';
import { everydayBases } from '../shared/law.ts';
import { basisOptions, partOptions, specialOptions, standingWords } from './words.ts';

/** What the pieces need of a form, whichever verb it is of. */
export type Fields = Pick<FormState<object>, 'at'>;

/** Blank values of a part of a chart that leaves. */
export const noContent = {
  parts: [] as ChartPart[],
  partsNote: '',
  fromOn: '',
  toOn: '',
  special: [] as Special[],
};

/** What for, and on which legal basis. @param props.everyday only those that the desk may log without a review */
export function WhyFields({ form, everyday = false }: { form: Fields; everyday?: boolean }) {
  const bases = basisOptions();
  return (
    <FieldSet legend={m.disclosures_label_why()} columns={2}>
      <FieldText
        label={m.disclosures_label_purpose()}
        {...form.at<string>('purpose')}
        required
        maxLength={300}
      />
      <FieldSelect
        label={m.disclosures_label_basis()}
        {...form.at<string>('basis')}
        options={everyday ? bases.filter((one) => everydayBases.includes(one.value)) : bases}
        {...(everyday && { hint: m.disclosures_hint_everyday() })}
        required
      />
    </FieldSet>
  );
}

/** Which parts of the chart, of which dates; what asks for a consent of its own stands under More. */
export function ContentFields({ form, special }: { form: Fields; special?: boolean }) {
  return (
    <>
      <FieldChips
        label={m.disclosures_label_parts()}
        {...form.at<string[]>('parts')}
        options={partOptions()}
        many
        required
      />
      <FieldSet legend={m.disclosures_label_dates()} columns={2}>
        <FieldDate label={m.disclosures_label_fromOn()} {...form.at<string>('fromOn')} />
        <FieldDate label={m.disclosures_label_toOn()} {...form.at<string>('toOn')} />
      </FieldSet>
      <FieldText label={m.disclosures_label_partsNote()} {...form.at<string>('partsNote')} maxLength={500} />
      <More label={m.disclosures_label_special()} open={special ?? false}>
        <FieldChips
          label={m.disclosures_label_special()}
          hint={m.disclosures_hint_special()}
          {...form.at<string[]>('special')}
          options={specialOptions()}
          many
        />
      </More>
    </>
  );
}

/** The signed paper by which it leaves; one that does not hold says so. */
export function AuthorisationField(props: { form: Fields; papers: readonly AuthorisationView[] }) {
  const locale = useLocale();
  const options = props.papers.map((one) => ({
    value: one.authorisationId,
    label: [
      one.recipient || m.disclosures_unnamed(),
      one.signedOn ? formatPlainDate(one.signedOn, locale, 'short') : '',
      standingWords(one.standing),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <FieldSelect
      label={m.disclosures_label_authorisation()}
      {...props.form.at<string>('authorisationId')}
      options={options}
      clearable
    />
  );
}
