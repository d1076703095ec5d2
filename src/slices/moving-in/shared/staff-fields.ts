import type { FieldRule } from './field.ts';

/** What a file of people who work here can say, as spreadsheets and personnel systems of both countries head it. */
export const staffFields: readonly FieldRule[] = [
  {
    key: 'name',
    required: 'name',
    headings:
      'name|full name|staff name|employee|employee name|provider name|nama|nama lengkap|nama petugas|nama pegawai|nama karyawan|pegawai|petugas|nm_pegawai|nm_dokter',
  },
  { key: 'givenName', required: 'name', headings: 'first name|given name|fname|firstname|nama depan' },
  { key: 'middleName', headings: 'middle name|middle initial|mname|nama tengah' },
  { key: 'familyName', headings: 'last name|family name|surname|lname|lastname|nama belakang' },
  {
    key: 'login',
    required: 'login',
    headings:
      'login|login name|user|username|user name|user id|userid|sign in name|sign-in name|account|nama masuk|nama pengguna|akun|id user|id_user|kode pengguna',
  },
  {
    key: 'role',
    required: 'role',
    headings:
      'role|roles|job description|job|access|access level|user group|group|uraian tugas|tugas|peran|hak akses|level|kelompok',
  },
  {
    key: 'jobTitle',
    headings: 'job title|title|position|designation|jabatan|posisi|nm_jbtn',
  },
  { key: 'screenLanguage', headings: 'language|preferred language|bahasa' },
  {
    key: 'phone',
    headings:
      'phone|phone number|mobile|mobile phone|cell|cell phone|work phone|telepon|no telepon|nomor telepon|telp|no telp|hp|no hp|nomor hp|no wa|whatsapp',
  },
  { key: 'email', headings: 'email|e-mail|email address|surel|alamat email' },
  {
    key: 'licence.kind',
    headings:
      'licence kind|license kind|licence type|license type|jenis izin|jenis izin praktik|jenis lisensi',
  },
  {
    key: 'licence.number',
    headings:
      'npi|npi number|sip|no sip|nomor sip|licence|license|licence number|license number|license no|izin praktik|no izin praktik|nomor izin|no_ijn_praktek',
  },
  {
    key: 'licence.until',
    isDate: true,
    headings:
      'licence expires|license expires|licence expiry|license expiration|license expiry|expires|expiry|expiration date|sip berlaku sampai|masa berlaku sip|berlaku sampai|masa berlaku|tgl habis sip',
  },
  { key: 'str.number', headings: 'str|no str|nomor str|str number' },
  {
    key: 'str.until',
    isDate: true,
    headings: 'str berlaku sampai|masa berlaku str|tgl habis str|str expires|str expiry',
  },
  {
    key: 'credential.kind',
    headings:
      'credential|credentials|certification|certification type|certificate|sertifikasi|jenis sertifikat|sertifikat',
  },
  {
    key: 'credential.number',
    headings:
      'credential number|certification number|certificate number|certification no|cert no|cert number|no sertifikat|nomor sertifikat',
  },
  {
    key: 'credential.until',
    isDate: true,
    headings:
      'credential expires|certification expires|certification expiry|certificate expires|cert expires|masa berlaku sertifikat|sertifikat berlaku sampai',
  },
  {
    key: 'startsOn',
    isDate: true,
    headings:
      'start date|starts|hire date|date hired|hired|date of hire|joined|tanggal mulai|mulai bekerja|mulai kerja|tgl masuk|tanggal masuk|tgl mulai',
  },
];

/** Columns that a file of people must not leave behind here, whatever it says in them: an import sets no password. */
export const secretHeadings =
  'password|pass|passwd|passcode|pin|pin code|secret|kata sandi|sandi|kata kunci|password hash|pwd';
