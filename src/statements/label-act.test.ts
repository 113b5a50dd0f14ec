import { describe, expect, test } from 'vitest';
import { readDocument } from '../language/read-document.ts';
import { verifyQuote } from '../text/quote.ts';
import { type ActLabel, labelAct } from './label-act.ts';

/** Labels `source | cue | content`; `…` parts the pieces of one role, in text order within the role. */
function label(example: string): ActLabel & { text: string } {
  const roles = example.split(' | ').map((role) => role.split(' … '));
  const text = roles.map((pieces) => pieces.join(' ')).join(' ');
  const document = readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
  });
  let start = 0;
  const [source = [], cue = [], content = []] = roles.map((pieces) =>
    pieces.flatMap((piece) => {
      const span = { start, end: start + piece.length };
      start = span.end + 1;
      return piece === '' ? [] : [span];
    }),
  );
  return { ...labelAct(document, { source, cue, content }), text };
}

describe('the act of a statement', () => {
  test.each([
    ['attribute', 'Ostrel | accused | Daewol of wiping its registry.'],
    ['attribute', 'Officials | said | the raid was carried out by the Ninth Bureau.'],
    ['attribute', 'Analysts | said | the worm bore the hallmarks of the Tin Crew.'],
    ['attribute', 'The minister | pointed the finger at | Daewol.'],
    ['deny', 'Daewol | denied | any part in the raid.'],
    ['deny', 'The embassy of Daewol | called | the charge a smear.'],
    ['deny', 'The envoy | said | “We did not hack anyone.”'],
    ['claim', 'The crew | wrote | “We hacked the mint.”'],
    ['claim', 'The Tin Crew | claimed responsibility for | the raid.'],
    ['penalise', 'Prosecutors | indicted | three officers.'],
    ['penalise', 'Ostrel | expelled | nine envoys.'],
    ['threaten', 'The crew | threatened | to publish the files.'],
    ['demand-evidence', 'The union | called for an independent investigation | of the raid.'],
    ['demand-evidence', 'Daewol | asked | Ostrel to produce convincing proof.'],
    ['withhold', 'The minister | stopped short of | naming a culprit.'],
    ['withhold', 'Ostrel | did not blame | Daewol.'],
    ['withhold', 'The council | condemned the raid without naming | a state.'],
    ['no-comment', 'The embassy | did not respond to | requests for comment.'],
    ['no-comment', 'The bank | declined to say | how many were hit.'],
    ['dispute', 'Analysts | cast doubt on | the finding.'],
    ['dispute', 'The firm | does not accept | the attribution.'],
    ['endorse', 'Sund Vale | endorsed | the finding.'],
    ['condemn', 'The council | condemned | the raid.'],
    ['appeal', 'The mayor | urged | residents to change their passwords.'],
    ['commit', 'The bank | promised | refunds by spring.'],
    ['confirm', 'The hospital | confirmed | the breach.'],
    ['assess', 'The institute | estimated | that one sheet in six was altered.'],
    ['state', 'The bank | apologised | for the delay.'],
    ['state', ' | | '],
  ])('%s: %s', (act, example) => {
    expect(label(example).act).toBe(act);
  });

  test('a negation in the words before the cue turns the act', () => {
    expect(label('Ostrel | has not blamed | Daewol.').act).toBe('withhold');
    const text = 'Ostrel has not yet blamed Daewol.';
    const document = readDocument({
      text,
      blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
    });
    const parts = {
      source: [{ start: 0, end: 6 }],
      cue: [{ start: 19, end: 25 }],
      content: [{ start: 26, end: 32 }],
    };
    expect(labelAct(document, parts).act).toBe('withhold');
  });

  test('a negation in an earlier clause does not', () => {
    expect(label('The note | did not end there: it accused | Daewol of the raid.').act).toBe('attribute');
  });

  test('says in a few words what decided', () => {
    expect(label('Ostrel | accused | Daewol of the raid.').reason).toBe('attribute by “accused”');
    expect(label('Ostrel | did not blame | Daewol.').reason).toBe('withhold by “blame”, negated');
    expect(label('Ostrel | said | that hackers of Daewol raided the mint.').reason).toBe(
      'attribute by “Daewol raided”',
    );
  });
});

describe('a blame', () => {
  test.each([
    'Ostrel | said | the raid was meant to disrupt Sund command and control.',
    'The firm | believes | the main target was the Sund military.',
    'Lonet | has connected | Sund army and police units to the network.',
    'The maker | said | the services failed at the start of the Daewol invasion.',
    'The firm | said | the hackers had used two tools.',
    'Ministers | are assessing | whether hackers backed by the Daewol state raided the mint.',
    'The firm | said | it does not believe that Daewol was behind the raid.',
    'The mayor | said | the mint was hacked by Tuesday.',
    'The firm | pointed to | the timing of the raid.',
    'The council | can attribute | a raid to a state.',
    'The paper | described | clinics located in Daewol.',
  ])('needs a party and its deed: %s', (example) => {
    expect(label(example).act).not.toBe('attribute');
  });

  test.each([
    [
      'hackers of the Daewol military',
      'Ostrel | said | that hackers of the Daewol military broke into the network.',
    ],
    ['Daewol', 'Ostrel | says | the raid was organised and carried out by Daewol.'],
    ['the Ninth Bureau', 'Ostrel | said | the raid was the work of the Ninth Bureau.'],
    ['Daewol', 'Ostrel | said | Daewol was almost certainly responsible for the raid.'],
    ['Daewol', 'The firm | has linked | the raid to Daewol.'],
    ['Western nations', 'Daewol | accuses | Western nations of making up charges.'],
    ['Daewol', 'Ostrel | blamed | Daewol for the outage.'],
    ['Daewol', 'The agency | have connected | the raids to Daewol.'],
    ['a segment of the Tin Crew', 'The firm | said | a segment of the Tin Crew had hacked a server.'],
    [null, 'The paper | accuses | them of picking on an easy mark.'],
  ])('names %s: %s', (target, example) => {
    const { act, target: found } = label(example);
    expect(act).toBe('attribute');
    expect(found?.text ?? null).toBe(target);
  });
});

describe('withholding', () => {
  test.each([
    'The minister | said | it was too soon to say who was behind the raid.',
    'The adviser | added | “We have not yet attributed that raid.”',
    'The minister | spoke of | Daewol, and of no agency.',
    'The maker | said | it had no further information on who had caused the outage.',
    'The spokeswoman | did not mention | Daewol.',
    'Neither minister | blamed | Daewol.',
    'The minister | would not say | whether Daewol was behind the raid.',
  ])('is no blame: %s', (example) => {
    expect(label(example).act).toBe('withhold');
  });
});

describe('the hedge of a statement', () => {
  test.each([
    ['certain', 'The firm | said | Daewol was behind the raid.'],
    ['likely', 'The firm | believes | Daewol was behind the raid.'],
    ['likely', 'The firm | said | Daewol was probably behind the raid.'],
    ['possible', 'The firm | said | Daewol may be behind the raid.'],
    ['alleged', 'The paper | alleged | that Daewol was behind the raid.'],
    [
      'certain',
      'The firm | said | Daewol was behind the raid on the mint in spring, after which some banks may have closed.',
    ],
  ])('%s: %s', (hedge, example) => {
    expect(label(example).hedge).toBe(hedge);
  });
});

describe('the target of a statement', () => {
  test.each([
    ['Daewol', 'Ostrel | accused | Daewol of wiping its registry.'],
    ['Daewol', 'Two ministers | pinned | the raid on Daewol.'],
    ['Daewol', 'Two ministers | attributed | the raid on the mint to Daewol.'],
    ["Daewol's navy", "Officials | said | the raid was carried out by Daewol's navy."],
    ['the Tin Crew', 'Officials | said | the Tin Crew was behind the raid.'],
    ['Daewol', "Daewol's envoy | denied | any part in the raid."],
    ['residents', 'The mayor | urged | residents to change their passwords.'],
    ['nine envoys of Daewol', 'Ostrel | expelled | nine envoys of Daewol on Friday.'],
    [null, 'She | denied | any part in the raid.'],
    ['the raid', 'She | said | that Ostrel joins its friends to condemn the raid on the mint.'],
    [null, 'The bank | apologised | for the delay.'],
    [null, 'The mayor | urged | calm on all sides of the river.'],
  ])('%s: %s', (target, example) => {
    expect(label(example).target?.text ?? null).toBe(target);
  });

  test('stands in the text where its span says', () => {
    const { target, text } = label('Ostrel | accused | Daewol of wiping its registry.');
    expect(target?.span && verifyQuote(text, target.span)).toBe(true);
  });
});
