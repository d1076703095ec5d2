import type { TalkScript } from './talk-shapes.ts';

type Topic = TalkScript['topics'][number];
const topic = (code: string, en: string, id: string, keywords: string): Topic => ({
  ...{ code, en, id },
  keywords: keywords.split(',').map((one) => one.trim()),
});

/** Beginnings of words as people say them at a counter, formal and not, English and Indonesian together. */
export const shippedTopics: TalkScript['topics'] = [
  topic(
    'chest',
    'Chest',
    'Dada',
    'chest, breastbone, tight chest, nyeri dada, dada, ampeg, ampek, tertekan, tertindih, angin duduk',
  ),
  topic('heart', 'Heart', 'Jantung', 'heart, palpitation, pounding, jantung, berdebar, deg degan'),
  topic(
    'breath',
    'Breathing',
    'Napas',
    'breath, short of breath, wheez, asthma, sesak, napas, nafas, asma, mengi, engap, ngos',
  ),
  topic(
    'cough',
    'Cough, cold',
    'Batuk, pilek',
    'cough, cold, sore throat, flu, batuk, pilek, tenggorokan, bersin',
  ),
  topic(
    'fever',
    'Fever',
    'Demam',
    'fever, temperature, chills, dengue, demam, panas, meriang, menggigil, dbd, tifus',
  ),
  topic(
    'headache',
    'Headache',
    'Sakit kepala',
    'headache, migraine, head hurts, head pain, sakit kepala, nyeri kepala, migrain, kepala',
  ),
  topic(
    'dizzy',
    'Dizziness',
    'Pusing',
    'dizz, spinning, vertigo, faint, balance, pusing, puyeng, kliyengan, oleng, pingsan',
  ),
  topic(
    'weakness',
    'Weakness, numbness, speech',
    'Lemah, kebas, bicara',
    'weak, numb, droop, slur, stroke, confus, lemah, lemas, kebas, mati rasa, mencong, perot, pelo, cadel, bingung',
  ),
  topic(
    'seizure',
    'Seizure',
    'Kejang',
    'seizure, fits, convuls, epilep, kejang, step, ayan, epilepsi, tidak sadar',
  ),
  topic(
    'stomach',
    'Belly',
    'Perut',
    'stomach, belly, abdom, vomit, nausea, diarrh, stool, perut, muntah, mual, mencret, diare, bab, ulu hati, maag',
  ),
  topic('bleeding', 'Bleeding', 'Perdarahan', 'bleed, blood, darah, perdarahan, mimisan, berdarah'),
  topic(
    'injury',
    'Injury, burn',
    'Cedera, luka bakar',
    'injur, fall, fell, accident, burn, cut, wound, head injury, jatuh, kecelakaan, terbentur, luka, bakar, tersiram, patah',
  ),
  topic(
    'allergy',
    'Allergy',
    'Alergi',
    'allerg, swell, hives, sting, alergi, bengkak, biduran, kaligata, tersengat',
  ),
  topic('skin', 'Skin', 'Kulit', 'rash, skin, itch, ruam, gatal, kulit, bentol, bintik'),
  topic('sugar', 'Diabetes', 'Diabetes', 'sugar, diabet, insulin, gula, kencing manis'),
  topic('sight', 'Eyes', 'Mata', 'eye, sight, vision, blurr, mata, penglihatan, pandangan, kabur, rabun'),
  topic('leg', 'Leg', 'Tungkai', 'leg, calf, foot, knee, kaki, betis, tungkai, lutut'),
  topic('genital', 'Genitals', 'Kelamin', 'testic, groin, scrot, zakar, selangkangan, kelamin'),
  topic(
    'pregnancy',
    'Pregnancy',
    'Kehamilan',
    'pregnan, baby moves, contraction, hamil, kandungan, janin, ketuban, kontraksi',
  ),
  topic('child', 'Baby, child', 'Bayi, anak', 'baby, infant, child, toddler, bayi, anak, balita'),
  topic(
    'mood',
    'Mood',
    'Suasana hati',
    'suicid, depress, anxi, sad, panic, hopeless, kill, bunuh diri, mau mati, depresi, cemas, sedih, panik, putus asa',
  ),
  topic(
    'violence',
    'Violence',
    'Kekerasan',
    'violen, abuse, beaten, hit by, unsafe, kekerasan, dipukul, diancam, kdrt',
  ),
  topic(
    'poison',
    'Poisoning',
    'Keracunan',
    'poison, overdose, swallowed, racun, keracunan, tertelan, overdosis',
  ),
  topic(
    'surgery',
    'After surgery',
    'Setelah operasi',
    'surgery, operation, stitch, operasi, jahitan, pascaoperasi',
  ),
  topic(
    'refill',
    'Medicine, refill',
    'Obat, resep ulang',
    'refill, prescription, medicine, obat, resep, habis',
  ),
  topic(
    'papers',
    'Letter, form',
    'Surat, formulir',
    'letter, form, certificate, surat, formulir, keterangan, rujukan',
  ),
];
