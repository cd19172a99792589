import { Entry } from '../shared/app/Entry';
import { mount } from '../shared/app/mount';
import { PhysicianDesk } from './PhysicianDesk';

mount(
  <Entry titled="physician.title">
    <PhysicianDesk />
  </Entry>,
);
