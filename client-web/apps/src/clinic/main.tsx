import { Entry } from '../shared/app/Entry';
import { mount } from '../shared/app/mount';
import { ClinicPage } from './ClinicPage';

mount(
  <Entry titled="clinic.title">
    <ClinicPage />
  </Entry>,
);
