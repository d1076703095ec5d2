import { shippedTopics } from './shipped-topics.ts';
import type { TalkQuestion, TalkScript } from './talk-shapes.ts';

type Text = readonly [en: string, id: string];
type Limits = Pick<TalkQuestion, 'fromDays' | 'untilDays' | 'sex'>;

const flag =
  (level: 'emergency' | 'urgent') =>
  (code: string, topics: string, [en, id]: Text, limits: Limits = {}): TalkQuestion => ({
    ...{ code, en, id, topics: topics.split(' ').filter(Boolean), level },
    ...limits,
  });
const emergency = flag('emergency');
const urgent = flag('urgent');
const ask = (code: string, topics: string, [en, id]: Text, limits: Limits = {}): TalkQuestion => ({
  ...{ code, en, id, topics: topics.split(' ').filter(Boolean) },
  ...limits,
});

const threeMonths = 92;
const years = (count: number) => Math.round(count * 365.25);
const fertile = { sex: 'female', fromDays: years(11), untilDays: years(56) } as const;

/**
 * What a clinic begins with until a clinician of its own approves its own: signs at which the usual guidance for
 * telephones and counters sends people to an emergency service, in our own words.
 */
export const shippedTalk: TalkScript = {
  topics: shippedTopics,
  questions: [
    emergency('now', '', [
      'Is anything happening right now that feels like an emergency: chest pain, trouble breathing, one side gone weak, heavy bleeding, or somebody about to faint?',
      'Apakah sekarang ada yang terasa gawat: nyeri dada, sesak, separuh badan lemah, perdarahan banyak, atau hampir pingsan?',
    ]),
    emergency('chest', 'chest heart', [
      'Is there pain or pressure in the chest now, or pain that moves to the arm, jaw or back, perhaps with a cold sweat?',
      'Apakah dada sekarang nyeri atau seperti tertekan, atau nyerinya menjalar ke lengan, rahang atau punggung, mungkin dengan keringat dingin?',
    ]),
    emergency('stroke', 'weakness headache dizzy sight', [
      'Did any of this start suddenly: the face hangs on one side, an arm or leg is weak or numb, speech is slurred, or sight or balance is gone? If so, at what time?',
      'Apakah ini muncul mendadak: wajah mencong, lengan atau tungkai lemah atau kebas sebelah, bicara pelo, atau penglihatan atau keseimbangan hilang? Jika ya, jam berapa mulainya?',
    ]),
    emergency('allergic', 'allergy skin', [
      'Is the face, lip or tongue swelling, is breathing hard, or is there a rash all over with faintness?',
      'Apakah wajah, bibir atau lidah membengkak, napas menjadi berat, atau bentol di seluruh badan disertai mau pingsan?',
    ]),
    emergency('breath', 'breath cough allergy', [
      'Is breathing so hard that a sentence cannot be finished, or are the lips blue?',
      'Apakah sesaknya sampai tidak sanggup menyelesaikan satu kalimat, atau bibir kebiruan?',
    ]),
    emergency('selfHarm', 'mood', [
      'Are there thoughts or a plan of ending life or of hurting somebody, or were too many tablets taken?',
      'Apakah ada pikiran atau rencana mengakhiri hidup atau menyakiti orang lain, atau obat diminum berlebihan?',
    ]),
    emergency('bleeding', 'bleeding injury stomach', [
      'Is there bleeding that goes on after ten minutes of firm pressure, vomited blood, or black stools with dizziness?',
      'Apakah perdarahan tidak berhenti setelah ditekan kuat sepuluh menit, muntah darah, atau BAB hitam disertai pusing?',
    ]),
    emergency(
      'youngBaby',
      '',
      [
        'Does the baby have 38.0 °C or more, lie limp, or refuse to feed?',
        'Apakah bayi bersuhu 38,0 °C atau lebih, lemas, atau tidak mau menyusu?',
      ],
      { untilDays: threeMonths },
    ),
    emergency(
      'pregnant',
      'pregnancy stomach bleeding headache',
      [
        'If pregnant: is there bleeding, strong belly pain, a strong headache or blurred sight, or did the waters break early?',
        'Jika hamil: apakah ada perdarahan, nyeri perut hebat, sakit kepala hebat atau pandangan kabur, atau ketuban pecah dini?',
      ],
      fertile,
    ),
    urgent(
      'babyMoves',
      'pregnancy',
      ['Does the baby in the belly move less than usual?', 'Apakah gerak janin berkurang dari biasanya?'],
      fertile,
    ),
    emergency('seizure', 'seizure weakness', [
      'Is there a seizure now, was it the first one, is somebody not reacting, or suddenly confused?',
      'Apakah sedang kejang, baru pertama kali kejang, tidak sadar, atau mendadak bingung?',
    ]),
    emergency('head', 'injury headache', [
      'After a blow to the head: was there vomiting or drowsiness, or is a blood thinner taken? Or is it a large burn or another severe injury?',
      'Setelah benturan kepala: apakah muntah, mengantuk, atau minum obat pengencer darah? Atau luka bakar luas atau cedera berat lain?',
    ]),
    emergency('worstHeadache', 'headache fever', [
      'Is it the worst headache of life and came at once, is the neck stiff with fever, or are there purple spots on the skin?',
      'Apakah sakit kepala ini paling hebat seumur hidup dan datang tiba-tiba, leher kaku disertai demam, atau ada ruam keunguan?',
    ]),
    emergency('sugar', 'sugar', [
      'With diabetes: is the sugar below 54 mg/dL (3.0 mmol/L), is there confusion, or is it above 400 mg/dL with vomiting or drowsiness?',
      'Dengan diabetes: apakah gula darah di bawah 54 mg/dL (3,0 mmol/L), bingung, atau di atas 400 mg/dL disertai muntah atau mengantuk?',
    ]),
    emergency('eye', 'sight', [
      'Did sight go suddenly, did a chemical get into the eye (rinse now), or is the eye very painful?',
      'Apakah penglihatan hilang mendadak, mata terkena bahan kimia (bilas sekarang), atau mata sangat nyeri?',
    ]),
    urgent('flashes', 'sight', [
      'Are there new flashes of light, many floating dots, or a curtain over the sight?',
      'Apakah ada kilatan cahaya baru, banyak bintik melayang, atau seperti tirai hitam menutup pandangan?',
    ]),
    emergency('belly', 'stomach', [
      'Is the belly very painful and hard as a board, or does it come with fainting?',
      'Apakah perut sangat nyeri dan keras seperti papan, atau disertai pingsan?',
    ]),
    emergency(
      'testicle',
      'stomach genital',
      ['Did a testicle begin to hurt suddenly?', 'Apakah buah zakar mendadak nyeri?'],
      { sex: 'male' },
    ),
    emergency('poison', 'poison child', [
      'Was something poisonous swallowed, breathed in or spilt on the skin?',
      'Apakah ada bahan beracun yang tertelan, terhirup, atau mengenai kulit?',
    ]),
    emergency(
      'dryChild',
      'child fever stomach',
      [
        'Child: no wet nappy or urine for eight hours, sunken eyes, or hard to wake?',
        'Anak: tidak kencing delapan jam, mata cekung, atau sulit dibangunkan?',
      ],
      { untilDays: years(12) },
    ),
    emergency('dengue', 'fever', [
      'As the fever went down: strong belly pain, bleeding from nose or gums, or cold hands and feet?',
      'Saat demam turun: apakah nyeri perut hebat, perdarahan dari hidung atau gusi, atau tangan dan kaki dingin?',
    ]),
    emergency('unsafe', 'mood injury violence', [
      'Does somebody hurt or threaten the patient, so that it is not safe now?',
      'Apakah ada yang menyakiti atau mengancam pasien, sehingga sekarang tidak aman?',
    ]),
    urgent('leg', 'leg', ['Is one leg swollen and painful?', 'Apakah satu tungkai bengkak dan nyeri?']),
    urgent('wound', 'surgery', [
      'After surgery: is the wound open, is redness spreading, or is there 38.0 °C or more?',
      'Setelah operasi: apakah luka terbuka, kemerahan meluas, atau suhu 38,0 °C atau lebih?',
    ]),
    ask('onset', '', [
      'Since when, and is it getting better or worse?',
      'Sejak kapan, dan makin baik atau makin berat?',
    ]),
    ask('tried', 'fever cough headache stomach skin leg sugar sight', [
      'What was taken or done for it already?',
      'Apa yang sudah diminum atau dilakukan?',
    ]),
    ask('highest', 'fever', [
      'What was the highest temperature, and when?',
      'Berapa suhu tertinggi, dan kapan?',
    ]),
    ask('contacts', 'fever cough skin', [
      'Is anybody around her ill in the same way, or was there a journey lately?',
      'Apakah ada yang sakit serupa di sekitar pasien, atau baru bepergian?',
    ]),
    ask('medicine', 'refill', [
      'Which medicine, how many days are left, and is anything about it different?',
      'Obat apa, tinggal untuk berapa hari, dan adakah yang berubah?',
    ]),
    ask('papers', 'papers', [
      'Which letter or form is needed, for whom, and by when?',
      'Surat atau formulir apa yang diperlukan, untuk siapa, dan kapan?',
    ]),
  ],
};
