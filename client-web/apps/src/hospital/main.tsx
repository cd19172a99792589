import { Entry } from '../shared/app/Entry';
import { mount } from '../shared/app/mount';
import { HospitalDesk } from './HospitalDesk';

mount(
  <Entry titled="hospital.title">
    <HospitalDesk />
  </Entry>,
);
