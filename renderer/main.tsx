import { connect } from './client/client.ts';
import { mount } from './shell/mount.tsx';

mount(connect());
