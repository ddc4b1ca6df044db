// Loaded before a console under test (`node --import`): its wall clock goes as many milliseconds ahead as the named file says.
import { readFileSync } from 'node:fs';

const file = process.env['BULKHEAD_TEST_SHIFT'] ?? '';
const real = Date.now;

Date.now = () => {
  try {
    return real() + Number(readFileSync(file, 'utf8'));
  } catch {
    // Nobody has moved it yet.
    return real();
  }
};
