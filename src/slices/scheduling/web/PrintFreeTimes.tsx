import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { scheduling } from '../contract.ts';
import type { Setup } from './answers.ts';

interface Given {
  day: string;
  provider: string;
  onClose: () => void;
  onPaper: (paperId: string) => void;
}

/** Of which visit type, whose and from when the list of free times is. */
export function PrintFreeTimes(props: Given) {
  const setup = useRead(scheduling, 'setup', {});
  return (
    <Dialog open title={m.scheduling_print_freeTimes()} onClose={props.onClose} size="small">
      <ReadView read={setup} rows={3}>
        {(known) =>
          known.visitTypes.some((one) => one.active) ? (
            <Choose {...props} setup={known} />
          ) : (
            <EmptyState title={m.scheduling_book_noTypes()} />
          )
        }
      </ReadView>
    </Dialog>
  );
}

function Choose({ setup, ...props }: Given & { setup: Setup }) {
  const language = useLanguage();
  const types = setup.visitTypes.filter((one) => one.active);
  const form = useForm(scheduling, 'printFreeTimes', {
    initial: { visitTypeCode: types[0]?.code ?? '', practitionerId: props.provider, fromDay: props.day },
    onDone: ({ paperId }) => {
      props.onPaper(paperId);
      props.onClose();
    },
  });
  return (
    <Form form={form} label={m.scheduling_print_freeTimes()}>
      <FieldSelect
        label={m.scheduling_label_visitType()}
        {...form.field('visitTypeCode')}
        options={types.map((one) => ({
          value: one.code,
          label: language === 'id' ? one.labelId : one.labelEn,
        }))}
      />
      <FieldSelect
        label={m.scheduling_label_provider()}
        {...form.field('practitionerId')}
        placeholder={m.scheduling_view_everybody()}
        clearable
        options={setup.providers.map((one) => ({ value: one.practitionerId, label: one.name }))}
      />
      <FieldDate label={m.scheduling_book_from()} {...form.field('fromDay')} />
      <SaveBar form={form} label={m.scheduling_print_do()} />
    </Form>
  );
}
