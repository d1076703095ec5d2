import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import type { FieldBinding } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { records } from '#slices/records/contract.ts';

/** Name and birth date as the banner above says them, for the server to compare; undefined until it has said them. */
export function useShown(patientId: string | undefined) {
  const read = useRead(
    records,
    'readBanner',
    { patientId: patientId ?? '' },
    { refreshOn: ['records.'], enabled: patientId !== undefined },
  );
  const { name, birthDate } = read.data ?? {};
  return name === undefined ? undefined : { name, birthDate: birthDate ?? '' };
}

/** Asks whether it is hers, by name and birth date, and takes no silence for a yes. */
export function Confirm(props: {
  shown: { name: string; birthDate: string } | undefined;
  binding: FieldBinding<string>;
}) {
  const { shown, binding } = props;
  const locale = useLocale();
  if (!shown) return null;
  const { name, birthDate } = shown;
  const birth = birthDate.length === 10 ? formatPlainDate(birthDate, locale, 'long') : birthDate;
  return (
    <FieldChips
      label={
        birth
          ? m.documents_file_confirm({ name, birthDate: birth })
          : m.documents_file_confirmNoBirth({ name })
      }
      options={[
        { value: 'onPaper', label: m.documents_file_onPaper() },
        { value: 'otherwise', label: m.documents_file_otherwise() },
      ]}
      {...binding}
      required
    />
  );
}
