import { describe, expect, test } from 'vitest';
import { EXAMPLE_MSEL } from '../../../shared/exercise/example-msel.ts';
import { readMsel } from '../../../shared/exercise/read-msel.ts';

const read = (text: string) => readMsel('Autumn drill', new TextEncoder().encode(text));
const problems = (text: string) => {
  const answer = read(text);
  return 'problems' in answer ? answer.problems : [];
};

describe('a list of injects as a spreadsheet writes it', () => {
  test('the columns of the reference', () => {
    const answer = read(
      'seq;T+min;channel;from->to;inject;expected action;pts;window\r\n' +
        '1;0;Pager;SOC;"A pull of 13.6 GB; nobody knows the address.";Declare, take evidence.;10;15\r\n' +
        '2;1:30;Slack;;Shall I delete it?;Hold first.;;\r\n',
    );
    expect(answer).toMatchObject({
      scenario: {
        id: 'own',
        title: 'Autumn drill',
        injects: [
          {
            id: '1',
            atMin: 0,
            channel: 'Pager, SOC',
            text: 'A pull of 13.6 GB; nobody knows the address.',
            expected: 'Declare, take evidence.',
            points: 10,
            windowMin: 15,
          },
          { id: '2', atMin: 90, channel: 'Slack', points: 10, windowMin: 15 },
        ],
      },
    });
  });

  test('a contingency has a condition instead of a time', () => {
    const answer = read('no,time,only if,inject,expected\n4b,,Nobody used the fallback,Orders fall.,Fall back.\n');
    expect(answer).toMatchObject({ scenario: { injects: [{ atMin: null, onlyIf: 'Nobody used the fallback' }] } });
  });

  test('everything that is wrong is told at once, each with its line', () => {
    expect(
      problems(
        'id,minute,inject,expected,points\n1,soon,Text,Act,10\n2,5,,Act,10\n3,1:75,Text,Act,ten\n4,,Text,Act,10\n',
      ),
    ).toEqual([
      'line 2: “soon” is no time; write minutes (45) or hours and minutes (1:30)',
      'line 3: “inject” is empty',
      'line 4: “1:75” is no time; write minutes (45) or hours and minutes (1:30)',
      'line 4: “ten” is no number of points',
      'line 5: has neither a time nor a condition',
    ]);
    expect(problems(`id,minute,inject,expected\n1,0,Text,Act\n2!,5,${'x'.repeat(5000)},Act\n`)).toEqual([
      expect.stringMatching(/^line 3, id: /),
      expect.stringMatching(/^line 3, text: /),
    ]);
    expect(problems('id,minute,inject,expected\nfree-1,0,Text,Act\n')).toEqual([
      'line 2, id: free-… is for what is not in the script',
    ]);
    expect(problems('id,minute,inject,expected\n1,0,Text,Act\n1,5,More,Act\n')).toEqual([
      'line 3: inject 1 is there already, in line 2',
    ]);
  });

  test('the example that the screen hands out', () => {
    expect(read(EXAMPLE_MSEL)).toMatchObject({
      scenario: { injects: [{ atMin: 0 }, { channel: 'Slack, operations', points: 15 }, { id: '2b', atMin: null }] },
    });
  });

  test('what is no such list', () => {
    expect(problems('')).toEqual([expect.stringMatching(/^line 1: the file is empty/)]);
    expect(problems('name,owner\nShop,Ada\n')).toEqual([
      'no column is called “seq” or “no” or “nr” or “id” or “number” or “event” or “eventno”',
      'no column is called “inject” or “text” or “message” or “synopsis” or “eventsynopsis”',
      'no column is called “expectedaction” or “expected” or “expectedresponse” or “response”',
    ]);
    expect(problems('id,minute,inject,expected\n')).toEqual([expect.stringMatching(/^injects: /)]);
    expect(problems('PK\u0003\u0004')).toEqual([expect.stringMatching(/workbook/)]);
  });
});
