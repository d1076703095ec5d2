import type { FieldRule } from './field.ts';

/**
 * What a file of patients can say. Beside the plain words stand the column names of OpenEMR (`fname`, `pubpid`),
 * athenahealth, eClinicalWorks and SIMRS Khanza (`nm_pasien`, `no_rkm_medis`), as their exports write them.
 */
export const patientFields: readonly FieldRule[] = [
  {
    key: 'recordNumber',
    headings:
      'record number|record no|medical record number|mrn|chart number|chart no|chart id|patient id|patient number|patient no|pid|pubpid|account number|acct no|patient acct no|no rm|no. rm|nomor rm|norm|no rekam medis|nomor rekam medis|no rkm medis|no_rkm_medis|kode pasien|id pasien',
  },
  {
    key: 'name',
    required: 'name',
    headings:
      'name|full name|patient name|patient|legal name|nama|nama lengkap|nama pasien|nm pasien|nm_pasien|pasien',
  },
  {
    key: 'givenName',
    required: 'name',
    headings: 'first name|given name|given names|forename|fname|firstname|patient first name|nama depan',
  },
  { key: 'middleName', headings: 'middle name|middle initial|mname|mi|middlename|nama tengah' },
  {
    key: 'familyName',
    headings:
      'last name|family name|surname|lname|lastname|patient last name|nama belakang|nama keluarga|marga',
  },
  { key: 'nickname', headings: 'nickname|preferred name|called|known as|nama panggilan|panggilan' },
  {
    key: 'birthDate',
    isDate: true,
    headings:
      'date of birth|birth date|birthdate|dob|d.o.b.|birthday|patient dob|born|tanggal lahir|tgl lahir|tgl. lahir|tgl_lahir|tgllahir|lahir',
  },
  { key: 'sex', headings: 'sex|gender|sex at birth|administrative sex|jenis kelamin|kelamin|jk|j k|l/p|lp' },
  {
    key: 'identifiers.nik',
    headings: 'nik|no nik|nomor nik|no ktp|no_ktp|nomor ktp|ktp|nomor induk kependudukan|national id',
  },
  {
    key: 'identifiers.bpjs',
    headings:
      'bpjs|no bpjs|nomor bpjs|no kartu bpjs|no kartu|no jkn|jkn|no peserta|no_peserta|bpjs number|bpjs card',
  },
  {
    key: 'identifiers.kk',
    headings: 'kk|no kk|nomor kk|no kartu keluarga|kartu keluarga|family card|family card number',
  },
  { key: 'identifiers.ssn', headings: 'ssn|social security number|social security|ss|ss number' },
  { key: 'identifiers.mbi', headings: 'mbi|medicare|medicare number|medicare id|medicare beneficiary id' },
  { key: 'identifiers.passport', headings: 'passport|passport number|paspor|no paspor|nomor paspor' },
  {
    key: 'identifiers.driverLicense',
    headings: 'driver license|drivers license|driver licence|dl|sim|no sim|drivers_license',
  },
  {
    key: 'phone',
    headings:
      'phone|phone number|telephone|mobile|mobile phone|mobile number|cell|cell phone|phone cell|phone_cell|contact number|telepon|no telepon|nomor telepon|no tlp|no_tlp|telp|no telp|hp|no hp|nomor hp|handphone|no handphone|whatsapp|no wa',
  },
  {
    key: 'otherPhone',
    headings:
      'home phone|phone home|phone_home|other phone|phone 2|alternate phone|work phone|telepon rumah|telepon lain|telepon 2|no hp 2',
  },
  { key: 'email', headings: 'email|e-mail|email address|surel|alamat email' },
  {
    key: 'address.line',
    headings: 'address|street|street address|address 1|address line 1|address1|alamat|jalan|alamat rumah',
  },
  { key: 'address.rt', headings: 'rt' },
  { key: 'address.rw', headings: 'rw' },
  { key: 'address.village', headings: 'village|kelurahan|desa|kelurahan/desa|desa/kelurahan|nm_kel' },
  { key: 'address.subdistrict', headings: 'subdistrict|district|kecamatan|kec|nm_kec' },
  {
    key: 'address.city',
    headings: 'city|town|regency|kota|kabupaten|kab/kota|kota/kabupaten|kabupaten/kota|nm_kab',
  },
  { key: 'address.state', headings: 'state|province|state/province|provinsi|propinsi|nm_prop' },
  {
    key: 'address.postalCode',
    headings: 'zip|zip code|postal code|postal_code|postcode|zipcode|kode pos|kodepos',
  },
  { key: 'language', headings: 'language|preferred language|bahasa' },
  {
    key: 'guardian.name',
    headings:
      'guardian|guardian name|responsible party|parent|parent name|guarantor|guardiansname|wali|nama wali|penanggung jawab|nama penanggung jawab|namakeluarga',
  },
  {
    key: 'guardian.relationship',
    headings: 'guardian relationship|relationship to patient|hubungan wali|hubungan penanggung jawab',
  },
  {
    key: 'guardian.phone',
    headings: 'guardian phone|responsible party phone|telepon wali|telepon penanggung jawab|no hp wali',
  },
  {
    key: 'emergencyContact.name',
    headings:
      'emergency contact|emergency contact name|contact relationship name|kontak darurat|nama kontak darurat',
  },
  {
    key: 'emergencyContact.relationship',
    headings: 'emergency contact relationship|emergency relationship|hubungan kontak darurat',
  },
  {
    key: 'emergencyContact.phone',
    headings:
      'emergency phone|emergency contact phone|phone contact|phone_contact|telepon darurat|telepon kontak darurat',
  },
];
