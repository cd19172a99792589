import { mount } from '../shared/app/mount';
import { App } from './App';

mount(<App />);
