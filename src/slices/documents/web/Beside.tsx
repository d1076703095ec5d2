import type { ReactNode } from 'react';
import type { FileView as File } from '../contract.ts';
import { FileView } from './FileView.tsx';

/** A file and the form about it, side by side where there is room. */
export function Beside(props: {
  file: Pick<File, 'fileId' | 'contentType' | 'scan'>;
  title: string;
  children: ReactNode;
}) {
  const { fileId, contentType, scan } = props.file;
  return (
    <div className="doc-beside">
      <div className="doc-view">
        <FileView {...{ fileId, contentType, scan }} title={props.title} />
      </div>
      <div className="doc-form">{props.children}</div>
    </div>
  );
}
