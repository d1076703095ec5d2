import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Letter, letters } from '../contract.ts';
import { type Conclusion, conclusions } from '../shared/kinds.ts';
import { LetterPaper } from './LetterPaper.tsx';
import { conclusionWords, letterName } from './words.ts';

interface SignProps {
  letter: Letter | undefined;
  onClose: () => void;
  onSendBack: (letter: Letter) => void;
}

/** The physician reads the letter as it will stand on the paper, concludes, and signs it or sends it back. */
export function SignDialog({ letter, onClose, onSendBack }: SignProps) {
  // what she reads stays as it is while it is open; of a change she hears when she signs
  const [read, setRead] = useState(letter);
  if (letter?.letterId !== read?.letterId) setRead(letter);
  return (
    <Dialog
      title={read ? letterName(read.content) : ''}
      open={letter !== undefined}
      onClose={onClose}
      size="large"
    >
      {read && <SignForm letter={read} onClose={onClose} onSendBack={() => onSendBack(read)} />}
    </Dialog>
  );
}

function SignForm(props: { letter: Letter; onClose: () => void; onSendBack: () => void }) {
  const { letter, onClose, onSendBack } = props;
  const { letterId, version } = letter;
  const form = useForm(letters, 'signLetter', {
    initial: { conclusion: '' as Conclusion | '', remark: '' },
    prepare: ({ conclusion, remark }) => ({
      ...{ letterId, version },
      ...(conclusion && { conclusion }),
      ...(remark && { remark }),
    }),
    onDone: () => {
      onClose();
      tell(m.letters_signed());
    },
  });
  return (
    <Form form={form} label={m.letters_read()}>
      <LetterPaper letter={letter} />
      <div className="lt-acts">
        <Button small onClick={onSendBack}>
          {m.letters_sendBack()}
        </Button>
      </div>
      {letter.content.kind === 'health' && (
        <>
          <FieldChips
            label={m.letters_conclusion()}
            options={conclusions.map((value) => ({ value, label: conclusionWords[value]() }))}
            {...form.at<string>('conclusion')}
            required
          />
          <FieldText label={m.letters_remark()} {...form.field('remark')} maxLength={500} />
        </>
      )}
      <SaveBar form={form} label={m.letters_sign()} onCancel={onClose} />
    </Form>
  );
}
