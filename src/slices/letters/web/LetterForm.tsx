import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldArea, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Content, type Letter, letters } from '../contract.ts';
import { type LetterKind, letterKinds, type LetterPlace, letterPlaces } from '../shared/kinds.ts';
import { kindWords, placeWords } from './words.ts';

interface Typed {
  content: {
    kind: LetterKind;
    place: LetterPlace;
    recipient: string;
    purpose: string;
    vision: string;
    colourVision: string;
    returnOn: string;
    limits: string;
    limitsUntil: string;
  };
}

const blank = {
  ...{ kind: 'health', place: 'work', recipient: '', purpose: '' },
  ...{ vision: '', colourVision: '', returnOn: '', limits: '', limitsUntil: '' },
} as const;

interface About {
  visitId: string;
  patientId: string;
  /** The draft that is changed; absent for a new letter. */
  letter?: Letter | undefined;
}

/** Drafts a letter of the visit, or changes its draft. Nothing that was measured is typed here. */
export function LetterForm(props: About & { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      title={props.letter ? m.letters_change() : m.letters_new()}
      open={props.open}
      onClose={props.onClose}
    >
      <Fields {...props} onDone={props.onClose} />
    </Dialog>
  );
}

function Fields({ visitId, patientId, letter, onDone }: About & { onDone: () => void }) {
  const form = useForm(letters, 'draftLetter', {
    initial: { content: { ...blank, ...letter?.content } } as Typed,
    prepare: ({ content }) => ({
      ...{ visitId, patientId, content: contentOf(content) },
      ...(letter && { letterId: letter.letterId, version: letter.version }),
    }),
    onDone: () => {
      onDone();
      tell(m.letters_kept());
    },
  });
  const { kind } = form.values.content;
  return (
    <Form form={form} label={m.letters_new()}>
      <FieldChips
        label={m.letters_kind()}
        options={letterKinds.map((value) => ({ value, label: kindWords[value]() }))}
        {...form.at<string>('content.kind')}
      />
      {kind !== 'health' && (
        <FieldChips
          label={m.letters_place()}
          options={letterPlaces.map((value) => ({ value, label: placeWords[value]() }))}
          {...form.at<string>('content.place')}
        />
      )}
      <FieldText
        label={m.letters_recipient()}
        {...form.at<string>('content.recipient')}
        maxLength={200}
        required
        autoFocus
      />
      {kind !== 'fitToReturn' && (
        <FieldText
          label={m.letters_purpose()}
          hint={m.letters_purposeHint()}
          {...form.at<string>('content.purpose')}
          maxLength={300}
          required={kind === 'health'}
        />
      )}
      {kind === 'health' && (
        <>
          <p className="lt-soft">{m.letters_measuredHint()}</p>
          <FieldText
            label={m.letters_vision()}
            hint={m.letters_visionHint()}
            {...form.at<string>('content.vision')}
            maxLength={200}
          />
          <FieldText
            label={m.letters_colourVision()}
            {...form.at<string>('content.colourVision')}
            maxLength={200}
          />
        </>
      )}
      {kind === 'fitToReturn' && (
        <>
          <FieldDate label={m.letters_returnOn()} {...form.at<string>('content.returnOn')} required />
          <FieldArea
            label={m.letters_limits()}
            hint={m.letters_limitsHint()}
            {...form.at<string>('content.limits')}
            rows={2}
            maxLength={500}
          />
          <FieldDate label={m.letters_limitsUntil()} {...form.at<string>('content.limitsUntil')} />
        </>
      )}
      <SaveBar form={form} label={m.letters_keep()} onCancel={onDone} />
    </Form>
  );
}

/** Of what was typed, what belongs to the chosen letter; a blank field was not entered. */
function contentOf(typed: Typed['content']): Content {
  const { kind, place, recipient, purpose, vision, colourVision, returnOn, limits, limitsUntil } = typed;
  if (kind === 'health') {
    return { kind, recipient, purpose, ...(vision && { vision }), ...(colourVision && { colourVision }) };
  }
  if (kind === 'attendance') return { kind, place, recipient, ...(purpose && { purpose }) };
  return {
    ...{ kind, place, recipient, returnOn },
    ...(limits && { limits }),
    ...(limitsUntil && { limitsUntil }),
  };
}
