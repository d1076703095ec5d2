/**
 * Questionnaires with the words in which they were published, their LOINC codes and how they are counted.
 * Sources: PHQ-2, PHQ-9 and GAD-7 (Spitzer, Kroenke and Williams; free to copy and use), AUDIT-C (the first three questions of
 * WHO's AUDIT), the three key questions on falls of CDC's STEADI. Codes: LOINC 55757-9, 44249-1, 69737-5, 72109-2.
 */
export const codes = ['phq2', 'phq9', 'gad7', 'auditC', 'falls'] as const;
export type Code = (typeof codes)[number];

export interface Option {
  /** LOINC answer code; ours where LOINC has none. */
  code: string;
  score: number;
  text: string;
}

export interface Question {
  /** LOINC code; ours where LOINC has none. */
  link: string;
  text: string;
  options: readonly Option[];
}

/** From which total on a published range begins, by its key in the messages. */
export interface Band {
  from: number;
  key: string;
}

export interface Instrument {
  code: Code;
  /** LOINC code of the panel and of the total; absent where LOINC has none. */
  panel?: string;
  total?: string;
  /** What is said before the first question. */
  lead: string;
  questions: readonly Question[];
  bands: readonly Band[];
}

const fortnight = 'Over the last 2 weeks, how often have you been bothered by the following problem?';

const howOften: readonly Option[] = [
  { code: 'LA6568-5', score: 0, text: 'Not at all' },
  { code: 'LA6569-3', score: 1, text: 'Several days' },
  { code: 'LA6570-1', score: 2, text: 'More than half the days' },
  { code: 'LA6571-9', score: 3, text: 'Nearly every day' },
];

function asked(link: string, text: string, options: readonly Option[] = howOften): Question {
  return { link, text, options };
}

const interest = asked('44250-9', 'Little interest or pleasure in doing things');
const low = asked('44255-8', 'Feeling down, depressed, or hopeless');

/** The question whose every answer but "not at all" is told to a clinician before she leaves. */
export const selfHarm = '44260-8';

const yesNo: readonly Option[] = [
  { code: 'LA32-8', score: 0, text: 'No' },
  { code: 'LA33-6', score: 1, text: 'Yes' },
];

const drinks: readonly Option[] = [
  { code: 'LA6270-8', score: 0, text: 'Never' },
  { code: 'LA18926-8', score: 1, text: 'Monthly or less' },
  { code: 'LA18927-6', score: 2, text: '2 to 4 times a month' },
  { code: 'LA18928-4', score: 3, text: '2 to 3 times a week' },
  { code: 'LA18929-2', score: 4, text: '4 or more times a week' },
];
const howMany: readonly Option[] = [
  { code: 'LA15694-5', score: 0, text: '1 or 2' },
  { code: 'LA15695-2', score: 1, text: '3 or 4' },
  { code: 'LA18930-0', score: 2, text: '5 or 6' },
  { code: 'LA18931-8', score: 3, text: '7 to 9' },
  { code: 'LA18932-6', score: 4, text: '10 or more' },
];
const sixOrMore: readonly Option[] = [
  { code: 'LA6270-8', score: 0, text: 'Never' },
  { code: 'LA18933-4', score: 1, text: 'Less than monthly' },
  { code: 'LA18876-5', score: 2, text: 'Monthly' },
  { code: 'LA18891-4', score: 3, text: 'Weekly' },
  { code: 'LA18934-2', score: 4, text: 'Daily or almost daily' },
];

const english: Readonly<Record<Code, Instrument>> = {
  phq2: {
    ...{ code: 'phq2', panel: '55757-9', total: '55758-7', lead: fortnight },
    questions: [interest, low],
    bands: [
      { from: 0, key: 'negative' },
      { from: 3, key: 'positive' },
    ],
  },
  phq9: {
    ...{ code: 'phq9', panel: '44249-1', total: '44261-6', lead: fortnight },
    questions: [
      interest,
      low,
      asked('44259-0', 'Trouble falling or staying asleep, or sleeping too much'),
      asked('44254-1', 'Feeling tired or having little energy'),
      asked('44251-7', 'Poor appetite or overeating'),
      asked(
        '44258-2',
        'Feeling bad about yourself – or that you are a failure or have let yourself or your family down',
      ),
      asked(
        '44252-5',
        'Trouble concentrating on things, such as reading the newspaper or watching television',
      ),
      asked(
        '44253-3',
        'Moving or speaking so slowly that other people could have noticed? Or the opposite – being so fidgety or restless that you have been moving around a lot more than usual',
      ),
      asked(selfHarm, 'Thoughts that you would be better off dead or of hurting yourself in some way'),
    ],
    bands: [
      { from: 0, key: 'minimal' },
      { from: 5, key: 'mild' },
      { from: 10, key: 'moderate' },
      { from: 15, key: 'moderatelySevere' },
      { from: 20, key: 'severe' },
    ],
  },
  gad7: {
    ...{ code: 'gad7', panel: '69737-5', total: '70274-6', lead: fortnight },
    questions: [
      asked('69725-0', 'Feeling nervous, anxious or on edge'),
      asked('68509-9', 'Not being able to stop or control worrying'),
      asked('69733-4', 'Worrying too much about different things'),
      asked('69734-2', 'Trouble relaxing'),
      asked('69735-9', 'Being so restless that it is hard to sit still'),
      asked('69689-8', 'Becoming easily annoyed or irritable'),
      asked('69736-7', 'Feeling afraid as if something awful might happen'),
    ],
    bands: [
      { from: 0, key: 'minimal' },
      { from: 5, key: 'mild' },
      { from: 10, key: 'moderate' },
      { from: 15, key: 'severe' },
    ],
  },
  auditC: {
    ...{ code: 'auditC', panel: '72109-2', total: '75626-2', lead: '' },
    questions: [
      asked('68518-0', 'How often do you have a drink containing alcohol?', drinks),
      asked(
        '68519-8',
        'How many drinks containing alcohol do you have on a typical day when you are drinking?',
        howMany,
      ),
      asked('68520-6', 'How often do you have six or more drinks on one occasion?', sixOrMore),
    ],
    // men 4, women 3: the lower one is told, and the clinician sees the sex
    bands: [
      { from: 0, key: 'negative' },
      { from: 3, key: 'positive' },
    ],
  },
  falls: {
    ...{ code: 'falls', lead: '' },
    questions: [
      asked('fallen', 'Have you fallen in the past year?', yesNo),
      asked('unsteady', 'Do you feel unsteady when standing or walking?', yesNo),
      asked('worries', 'Do you worry about falling?', yesNo),
    ],
    bands: [
      { from: 0, key: 'negative' },
      { from: 1, key: 'positive' },
    ],
  },
};

/** By language, as far as a published wording is on file. */
const published: Readonly<Record<string, Readonly<Record<Code, Instrument>>>> = { en: english };

/** In the wording of a language; undefined where none was published. @param language BCP 47 */
export function instrumentIn(language: string, code: Code): Instrument | undefined {
  return published[language.split('-')[0] ?? '']?.[code];
}

/** By its codes alone, for counting: they are the same in all languages. */
export function instrumentOf(code: Code): Instrument {
  return english[code];
}
