/** Given and family names in everyday use; put together by chance, they are nobody's. */
export const indonesian = {
  female:
    'Siti Dewi Sri Rina Wati Yuli Ani Fitri Lestari Ratna Indah Maya Nurul Kartika Putri Ayu Endang Sulastri Murni Wulan Intan Lina Tuti Eka Diah Rahma Citra Mega Novi Yanti'.split(
      ' ',
    ),
  male: 'Budi Agus Joko Slamet Bambang Eko Hendra Wahyu Rudi Andi Dedi Fajar Iwan Yusuf Rizki Bayu Arif Hadi Teguh Gilang Surya Anton Ferry Imam Dimas Galih Heru Irfan Lukman Wawan'.split(
    ' ',
  ),
  family:
    'Santoso Wijaya Hidayat Kusuma Pratama Saputra Nugroho Setiawan Wibowo Handoko Siregar Nasution Simanjuntak Lubis Sitompul Halim Gunawan Hartono Purnomo Susanto Rahman Maulana Firmansyah Utomo Permana Hakim Yulianto Kurniawan Ramadhan Sihombing Adiputra Anggraini Astuti Baskoro Cahyadi Darmawan Effendi Fauzi Ginting Harahap Iskandar Jatmiko Kartono Laksono Manurung Mulyadi Natsir Oktavian Pangestu Panjaitan Priyanto Rachmat Rosadi Sasongko Soetomo Suharyanto Sukarno Sulaiman Suryadi Suwarno Tanjung Tobing Trihatmodjo Wahyudi Wicaksono Widjaja Winarno Yudhistira Zainuddin Zulkarnain'.split(
      ' ',
    ),
  streets: [
    'Jl. Kenanga',
    'Jl. Melati',
    'Jl. Tebet Timur',
    'Jl. Casablanca',
    'Jl. Saharjo',
    'Jl. Manggarai Utara',
  ],
  cities: ['Jakarta Selatan', 'Jakarta Timur', 'Depok', 'Bekasi'],
};

export const american = {
  female:
    'Emma Olivia Ava Maria Linda Patricia Barbara Susan Nancy Rosa Carmen Jessica Ashley Grace Ruth Helen Denise Angela Tanya Monica Irene Julia Wendy Paula Naomi Keisha Mei Priya Fatima Elena'.split(
      ' ',
    ),
  male: 'James Robert John Michael David William Richard Joseph Thomas Carlos Luis Miguel Daniel Kevin Brian George Edward Ronald Anthony Marcus Jamal Wei Raj Omar Ivan Peter Paul Henry Walter Frank'.split(
    ' ',
  ),
  family:
    'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Nguyen Abbott Bailey Barnes Bennett Brooks Burke Castillo Chang Coleman Cruz Delgado Dixon Ellis Fisher Flores Foster Gibson Goldberg Graham Griffin Hayes Hoffman Hughes Jenkins Kelly Kim Klein Mendoza Murphy Ortiz Owens Patel Pierce Quinn Reyes Rossi Russo Shapiro Silva Stone Sullivan Vargas Walsh Weaver Wong Young'.split(
      ' ',
    ),
  streets: [
    'Court Street',
    'Smith Street',
    'Hicks Street',
    'Van Brunt Street',
    'Clinton Street',
    'Columbia Street',
  ],
  cities: ['Brooklyn', 'Queens', 'New York'],
};

/** Why people come, in their own words. */
export const reasons = {
  id: [
    'Batuk pilek sudah tiga hari',
    'Demam sejak kemarin',
    'Kontrol tekanan darah',
    'Nyeri ulu hati',
    'Pusing berputar',
    'Nyeri pinggang',
    'Gatal di tangan',
    'Kontrol gula darah',
    'Sakit tenggorokan',
    'Luka di kaki',
    'Minta surat sehat',
    'Diare sejak pagi',
  ],
  en: [
    'Cough and cold for three days',
    'Fever since yesterday',
    'Blood pressure check',
    'Stomach pain',
    'Dizzy when I stand up',
    'Lower back pain',
    'Itchy rash on my hands',
    'Diabetes follow-up',
    'Sore throat',
    'Cut on my foot',
    'Need a school form',
    'Headaches in the morning',
  ],
};

export const allergens = {
  id: ['Amoksisilin', 'Parasetamol', 'Udang', 'Kacang tanah', 'Debu', 'Sulfa'],
  en: ['Penicillin', 'Ibuprofen', 'Shellfish', 'Peanuts', 'Latex', 'Sulfa drugs'],
};
