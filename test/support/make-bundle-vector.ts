import { nodeBundlePlaces } from '../../main/adapters/files/bundle-places.ts';
import { crypto } from './parties.ts';
import { writeSample } from './sample-bundle.ts';

// Run once for a new version of the bundle format; what it writes is then frozen (test/vectors/README.md):
//   node test/support/make-bundle-vector.ts test/vectors/bundle/v1 good
const [, , folder = '', name = ''] = process.argv;
const sink = await nodeBundlePlaces('', crypto.hash).create(folder, name);
console.log(await writeSample(sink));
