import { Entry } from '../shared/app/Entry';
import { mount } from '../shared/app/mount';
import { PhysicianDesk } from './PhysicianDesk';

mount(
  <Entry title="physician.title">
    <PhysicianDesk />
  </Entry>,
);
