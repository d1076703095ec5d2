import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { documents, type TypeView } from '../contract.ts';
import { labelOf } from './words.ts';

/** The types that this person may file as, with their names in her language. */
export function useTypes() {
  const language = useLanguage();
  const office = useMay('documents.office');
  const read = useRead(documents, 'types', {}, { refreshOn: ['documents.settingsChanged'] });
  const all: TypeView[] = read.data?.types ?? [];
  const own = all.filter((one) => one.active && (office || !one.office));
  return {
    all,
    own,
    options: own.map((one) => ({ value: one.code, label: labelOf(one, language) })),
    labelOf: (code: string) => {
      const type = all.find((one) => one.code === code);
      return type ? labelOf(type, language) : code;
    },
  };
}
