export { openClinicRoles } from './open-clinic-roles.ts';
