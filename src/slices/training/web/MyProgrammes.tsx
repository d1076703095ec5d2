import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { training } from '../contract.ts';
import { resultWords, spanWords } from './words.ts';

/** The programmes in which one is enrolled, course by course; nothing for whoever is in none. */
export function MyProgrammes() {
  const locale = useLocale();
  const { data } = useRead(training, 'myProgrammes', {}, { refreshOn: ['training.'] });
  return (data?.programmes ?? []).map((one) => (
    <Panel key={one.cohortId} title={one.label}>
      <p>
        {one.name} · {spanWords(one.startsOn, one.endsOn, locale)}
      </p>
      {one.courses.length > 0 && (
        <table className="s-table" aria-label={m.training_paper_courses()}>
          <thead>
            <tr>
              <th scope="col">{m.training_paper_column_number()}</th>
              <th scope="col">{m.training_paper_column_course()}</th>
              <th scope="col">{m.training_paper_column_result()}</th>
              <th scope="col">{m.training_paper_column_grade()}</th>
            </tr>
          </thead>
          <tbody>
            {one.courses.map((course) => (
              <tr key={course.course}>
                <td>{course.number}</td>
                <td>{course.title}</td>
                <td>{course.result ? resultWords[course.result]() : '–'}</td>
                <td>{course.grade || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  ));
}
