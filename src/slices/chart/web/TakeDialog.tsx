import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { Go } from '#platform/web/router/link.tsx';
import { Slot, useSlot } from '#platform/web/slots/Slot.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { saveFile } from '#platform/web/ui/save-file.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { useState } from 'react';
import { chart } from '../contract.ts';
import { wholeRecord } from './take-fhir.ts';

interface TakeProps {
  patientId: string;
  open: boolean;
  onClose: () => void;
}

/** The whole chart as a paper or as a file, with what it is for. */
export function TakeDialog({ patientId, open, onClose }: TakeProps) {
  const [form, setForm] = useState('paper');
  const [typed, setTyped] = useState<Typed>({ purpose: '', from: '', to: '' });
  const canSend = useSlot('paper.send').length > 0;
  const kept = usePrint();
  const onTyped = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const take = { patientId, typed, onTyped, onClose };
  return (
    <Dialog title={m.chart_take()} open={open} onClose={onClose}>
      <div className="ct-sieve">
        <Disclosed patientId={patientId} />
        <FieldChips
          label={m.chart_take_form()}
          value={form}
          onChange={setForm}
          options={[
            { value: 'paper', label: m.chart_take_paper() },
            { value: 'file', label: m.chart_take_file() },
            ...(canSend ? [{ value: 'link', label: m.chart_take_link() }] : []),
          ]}
        />
      </div>
      {form === 'paper' && (
        <TakePaper
          {...take}
          act={m.chart_take_print()}
          onMade={(paperId) => {
            onClose();
            void kept.print(paperId).catch((problem: unknown) => tell(problemWords(problem)));
          }}
        />
      )}
      {form === 'file' && <TakeFile {...take} />}
      {form === 'link' && <TakeLink {...take} />}
    </Dialog>
  );
}

/** What goes to somebody else is logged where that is counted. */
function Disclosed({ patientId }: { patientId: string }) {
  const mayLog = useMay('disclosures.read');
  return (
    <p className="ct-soft">
      {m.chart_take_hint()}{' '}
      {mayLog && <Go to={`/patients/${patientId}/disclosures`}>{m.chart_take_disclosures()}</Go>}
    </p>
  );
}

/** What is said of a taking, in whichever form. */
interface Typed {
  purpose: string;
  from: string;
  to: string;
}

interface FormProps {
  patientId: string;
  /** Stays typed while one changes between the forms. */
  typed: Typed;
  onTyped: (part: Partial<Typed>) => void;
  onClose: () => void;
}

/** The same paper, given to the patient by a link: once it is made, it is asked which way. */
function TakeLink(props: FormProps) {
  const { patientId } = props;
  const [paperId, setPaperId] = useState<string>();
  if (!paperId) return <TakePaper {...props} act={m.chart_take_make()} onMade={setPaperId} />;
  const send = { patientId, make: async () => paperId, isAsked: true };
  return (
    <>
      <p>{m.chart_take_made()}</p>
      <Slot name="paper.send" inline props={send} />
    </>
  );
}

function TakePaper(props: FormProps & { act: string; onMade: (paperId: string) => void }) {
  const { patientId, typed, onTyped, onClose } = props;
  const form = useForm(chart, 'printChart', {
    initial: typed,
    prepare: ({ purpose, from, to }) => ({
      ...{ patientId, purpose },
      ...(from && { from }),
      ...(to && { to }),
    }),
    onDone: ({ paperId }) => props.onMade(paperId),
  });
  const kept = (name: keyof Typed) => keeping(form.field(name), (value) => onTyped({ [name]: value }));
  return (
    <Form form={form} label={m.chart_take()}>
      <Purpose field={kept('purpose')} />
      <FieldDate label={m.chart_take_from()} {...kept('from')} />
      <FieldDate label={m.chart_take_to()} {...kept('to')} />
      <SaveBar form={form} label={props.act} onCancel={onClose} />
    </Form>
  );
}

function TakeFile({ patientId, typed, onTyped, onClose }: FormProps) {
  const form = useForm(chart, 'takeFile', {
    initial: { purpose: typed.purpose },
    prepare: ({ purpose }) => ({ patientId, purpose }),
    onDone: async ({ fileName }) => {
      try {
        saveFile(fileName, await wholeRecord(patientId), 'application/fhir+json');
        onClose();
        tell(m.chart_take_saved({ name: fileName }));
      } catch (problem) {
        tell(problemWords(problem));
      }
    },
  });
  return (
    <Form form={form} label={m.chart_take()}>
      <Purpose field={keeping(form.field('purpose'), (purpose) => onTyped({ purpose }))} />
      <p className="ct-soft">{m.chart_take_partly()}</p>
      <SaveBar form={form} label={m.chart_take_fileAct()} onCancel={onClose} />
    </Form>
  );
}

type TypedField = Omit<Parameters<typeof FieldText>[0], 'label'>;

/** A field of a form that is told of outside of it, too. */
function keeping(field: TypedField, onTyped: (value: string) => void): TypedField {
  const onChange = (value: string) => {
    field.onChange(value);
    onTyped(value);
  };
  return { ...field, onChange };
}

function Purpose({ field }: { field: TypedField }) {
  return <FieldText {...field} label={m.chart_take_purpose()} required autoFocus maxLength={200} />;
}
