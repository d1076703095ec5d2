import { Modal } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { m } from '#messages';
import { KeyLayer, useKeys } from '../keys/use-keys.tsx';

/** A dialog below the patient's banner, which must be readable while one acts. Keys of the screen rest meanwhile. */
export function Dialog(props: {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: 'small' | 'medium' | 'large';
}) {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (props.open) setTop(document.querySelector('.s-banner')?.getBoundingClientRect().bottom ?? 0);
  }, [props.open]);
  const size = { small: 420, medium: 620, large: 920 }[props.size ?? 'medium'];
  return (
    <Modal.Root
      opened={props.open}
      onClose={props.onClose}
      size={size}
      yOffset={top > 0 ? top + 12 : '8dvh'}
      transitionProps={{ duration: 0 }}
      // Mantine would close it before our keys are asked, and the same press would then leave the page below.
      closeOnEscape={false}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Mantine's header element: there it would count as a second banner of the page. */}
        <div className="s-dialog-head">
          <Modal.Title>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label={m.web_close()} />
        </div>
        <Modal.Body>
          <KeyLayer>
            <CloseOnEscape onClose={props.onClose} />
            {props.children}
          </KeyLayer>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function CloseOnEscape(props: { onClose: () => void }) {
  useKeys({ escape: { label: m.web_close(), run: props.onClose } });
  return null;
}
