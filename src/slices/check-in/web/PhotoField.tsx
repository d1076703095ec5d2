import { useState } from 'react';
import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { Wrong } from './SelfPage.tsx';

/** Takes or chooses a picture, makes it small enough to be sent, and says that it went. */
export function PhotoField(props: {
  label: string;
  name: string;
  onPicture: (data: string) => Promise<unknown>;
}) {
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setProblem(undefined);
    try {
      await props.onPicture(await smaller(file));
      setSent(true);
    } catch (failed) {
      setProblem(failed);
    }
  };
  return (
    <div className="ci-photo">
      <label>
        <input
          type="file"
          name={props.name}
          accept="image/jpeg,image/png"
          capture="environment"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            // the browser keeps no name of her picture
            event.currentTarget.value = '';
          }}
        />
        <span className="ci-big ci-big-quiet">{props.label}</span>
      </label>
      {sent && <p role="status">{m.checkIn_card_taken({ what: props.label })}</p>}
      <Wrong words={problem ? wordsOf(problem) : undefined} />
    </div>
  );
}

const wordsOf = (problem: unknown) =>
  problem instanceof TypeError || problem instanceof DOMException
    ? m.checkIn_field_pictureType()
    : problemWords(problem);

/** A card is read well at 1,600 pixels; a camera gives four times as many. @returns JPEG, base64 */
async function smaller(file: File): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1] ?? '';
}
