import { describe, expect, it } from 'vitest';
import { anchorStatement, type FoundStatement } from '../domain/statement.ts';
import { readDocument } from '../language/read-document.ts';
import { quoteOf } from '../text/quote.ts';
import { identifyParties } from './identify-parties.ts';

interface Asked {
  /** The source, each at its first place after the one before. */
  source: string;
  act?: FoundStatement['act'];
  cue?: string;
  target?: string;
}

/** Reads a text and resolves the statements asked for, in order. */
function identify(text: string, ...asked: (Asked | string)[]) {
  const document = readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
  });
  let from = 0;
  const statements = asked.map((one) => {
    const {
      source,
      act = 'state',
      cue = '',
      target = null,
    } = typeof one === 'string' ? { source: one } : one;
    const quote = (words: string, after = 0) => {
      const start = text.indexOf(words, after);
      if (start < 0) throw new Error(`the test names words that are not there: ${words}`);
      return quoteOf(text, { start, end: start + words.length });
    };
    const spoken = quote(source, from);
    from = spoken.end;
    const found: FoundStatement = {
      source: [spoken],
      cue: cue === '' ? [] : [quote(cue, from)],
      content: [quoteOf(text, { start: 0, end: text.length })],
      act,
      hedge: 'certain',
      target: target === null ? null : { text: target, span: quote(target, from), country: null },
      speaker: null,
      saidOn: null,
      within: null,
      block: 'body',
      probability: 1,
      reason: 'test',
      reader: { name: 'test', version: '1' },
    };
    const anchored = anchorStatement(text, found);
    if ('failed' in anchored) throw new Error('not anchored');
    return anchored;
  });
  return identifyParties(document, statements);
}

const speakerOf = (text: string, ...asked: string[]) => identify(text, ...asked).at(-1)?.speaker ?? null;

describe('whose word a word is', () => {
  it("counts a minister's for the ministry and the state", () => {
    const speaker = speakerOf(
      'Finnish foreign minister Aino Salmi thanked the hosts.',
      'Finnish foreign minister Aino Salmi',
    );
    expect(speaker?.speaksFor).toEqual([
      { name: 'Foreign Ministry of Finland', kind: 'agency', country: 'FIN' },
      { name: 'Finland', kind: 'state', country: 'FIN' },
    ]);
  });

  it("counts an organ's for its state, and calls a listed organ by its name", () => {
    expect(speakerOf('GCHQ published guidance.', 'GCHQ')?.speaksFor).toEqual([
      { name: 'United Kingdom', kind: 'state', country: 'GBR' },
    ]);
    const secretary = 'British foreign secretary Ann Dale';
    expect(speakerOf(`${secretary} thanked the hosts.`, secretary)?.speaksFor?.[0]?.name).toBe(
      'Foreign Office',
    );
  });

  it.each([
    ['a member of parliament', 'Swedish lawmaker Eva Lind'],
    ['who held the office once', 'former Swedish foreign minister Eva Lind'],
    ['a mayor', 'Atlanta mayor Ann Bell'],
    ['a police department', 'The Cockrell Hill Police Department'],
  ])('does not count for the state what is said by %s', (_, source) => {
    expect(speakerOf(`Today ${source} thanked the hosts.`, source)?.speaksFor).toBeUndefined();
  });

  it('does not make a state answer for a minister whom only the home of the article places', () => {
    const text = 'In Oslo, Bergen and Oslo again the talk went on. Justice minister Ola Berg was glad.';
    expect(speakerOf(text, 'Justice minister Ola Berg')?.speaksFor).toBeUndefined();
  });

  it("counts an EU official's for the Union and for no state", () => {
    const text = 'In Oslo and Bergen it rained. Josep Marn, the EU’s High Representative, was glad.';
    const speaker = speakerOf(text, 'Josep Marn, the EU’s High Representative,');
    expect(speaker).toMatchObject({ country: null, speaksFor: [{ name: 'European Union' }] });
  });

  it("counts a document's for whoever issued it", () => {
    const issued =
      'A declaration that Ada Marn, the EU’s High Representative, issued was short. The declaration ended so.';
    const [, later] = identify(issued, 'A declaration', 'The declaration');
    expect(later?.speaker).toMatchObject({
      kind: 'document',
      speaksFor: [{ name: 'Ada Marn' }, { name: 'European Union' }],
    });
  });

  it('leads "their statement" back to those who spoke together', () => {
    const text =
      'Canadian foreign minister Ida Roy and two other ministers were glad. Their statement was short.';
    const [, statement] = identify(
      text,
      'Canadian foreign minister Ida Roy and two other ministers',
      'Their statement',
    );
    expect(statement?.speaker).toMatchObject({ kind: 'document', country: 'CAN', office: 'Ida Roy' });
  });

  it('does not count what was leaked for whom it was taken from', () => {
    const speaker = speakerOf('A leaked NSA manual describes the weather.', 'A leaked NSA manual');
    expect(speaker?.speaksFor).toBeUndefined();
    expect(speaker?.country ?? null).toBeNull();
  });
});

describe('several speakers', () => {
  it('names the others of a joint statement', () => {
    const speaker = speakerOf('The FBI, GCHQ and Norway thanked the hosts.', 'The FBI, GCHQ and Norway');
    expect(speaker).toMatchObject({
      name: 'Federal Bureau of Investigation',
      others: [{ name: 'Government Communications Headquarters' }, { name: 'Norway' }],
    });
  });

  it.each([
    ['an apposition', 'Petra Novak, the head of ESET and a lawyer,', 'Petra Novak'],
    ['two adjectives', 'American and French officials', 'American and French officials'],
    ['an adjective before a noun', 'US and foreign victims', 'US and foreign victims'],
  ])('takes %s for no list', (_, source, name) => {
    const speaker = speakerOf(`Then ${source} were glad.`, source);
    expect(speaker?.others).toBeUndefined();
    expect(speaker?.name).toBe(name);
  });

  it('leads "they" back to those who spoke together', () => {
    const text = 'Ann Bell and Petra Novak were glad. They left.';
    expect(speakerOf(text, 'Ann Bell and Petra Novak', 'They')).toMatchObject({
      name: 'Ann Bell',
      others: [{ name: 'Petra Novak' }],
    });
  });
});

describe('who is not the party that is named', () => {
  it("tells a state's partners and agencies from the state", () => {
    expect(speakerOf('Norway’s partners were glad.', 'Norway’s partners')).toMatchObject({
      kind: 'unnamed',
      country: null,
    });
    expect(speakerOf('Some US agencies were glad.', 'US agencies')).toMatchObject({
      name: 'US agencies',
      kind: 'agency',
      country: 'USA',
    });
  });

  it.each(['The timing of the trip', 'that', 'The', 'named', 'thanked Norway on Monday'])(
    'takes %j for nobody',
    (source) => {
      expect(speakerOf(`${source} was named by Norway.`, source)).toBeNull();
    },
  );

  it('resolves what is counted, not the count', () => {
    expect(
      speakerOf('None of the Norwegian officials came.', 'None of the Norwegian officials'),
    ).toMatchObject({
      name: 'Norwegian officials',
      country: 'NOR',
    });
  });

  it('takes "he" for the one man named before it in the sentence, whoever spoke before', () => {
    const text = 'President Ola Berg warned us. Mark Dale, of Norway, was sad that he had to go.';
    expect(speakerOf(text, 'President Ola Berg', 'he')?.name).toBe('Mark Dale');
  });

  it('takes "its" at the beginning of a sentence for what the sentence before is about', () => {
    const text = 'Australia joined Norway and Sweden. Its government was glad.';
    expect(speakerOf(text, 'Its government')?.country).toBe('AUS');
  });

  it('leads "who" back to the noun before it', () => {
    expect(speakerOf('Two US officials who came were glad.', 'who')?.name).toBe('Two US officials');
  });

  it('makes a person of a full name that a title further on belongs to', () => {
    const text = 'Later Josepha Marn came. Ms Marn was glad.';
    expect(speakerOf(text, 'Josepha Marn', 'Ms Marn')).toMatchObject({
      name: 'Josepha Marn',
      kind: 'person',
    });
  });
});

describe('who can be blamed', () => {
  const targetOf = (
    text: string,
    source: string,
    target: string,
    act: Asked['act'] = 'attribute',
    cue = '',
  ) => identify(text, { source, target, act, cue })[0]?.target ?? null;

  it.each([
    ['a group', 'Analysts named the Grey Heron Group.', 'the Grey Heron Group'],
    ['hackers', 'Analysts named hackers from abroad.', 'hackers from abroad'],
    ['a military', 'Analysts named the Ostrellan military.', 'the Ostrellan military'],
  ])('keeps %s', (_, text, target) => {
    expect(targetOf(text, 'Analysts', target)?.text).toBe(target);
  });

  it.each([
    ['a deed without its doer', 'Analysts named the timing of the attack.', 'the timing of the attack'],
    ['a network', 'Analysts named the satellite network of Ostrel.', 'the satellite network of Ostrel'],
    ['malware', 'Analysts named AcidRain.', 'AcidRain'],
    ['a pronoun', 'Analysts named it.', 'it'],
    ['a month', 'Analysts named February.', 'February'],
  ])('drops %s', (_, text, target) => {
    expect(targetOf(text, 'Analysts', target)).toBeNull();
  });

  it('leads a deed to its doer, word for word', () => {
    const text = 'Analysts condemned the attack by Grey Heron Group on the bank.';
    const target = targetOf(text, 'Analysts', 'the attack by Grey Heron Group', 'condemn');
    expect(target?.text).toBe('Grey Heron Group');
    expect(text.slice(target?.span?.start, target?.span?.end)).toBe('Grey Heron Group');
  });

  it('drops who was struck, unless the deed is laid on them', () => {
    const struck = 'Analysts spoke of an attack on the Grey Heron Group.';
    expect(targetOf(struck, 'Analysts', 'the Grey Heron Group')).toBeNull();
    const blamed = 'Analysts blamed the attack on the Grey Heron Group.';
    expect(targetOf(blamed, 'Analysts', 'the Grey Heron Group', 'attribute', 'blamed')?.text).toBe(
      'the Grey Heron Group',
    );
  });

  it('lets nobody blame itself', () => {
    const text = 'Norwegian foreign minister Ola Berg said that Norway condemned the trip.';
    expect(targetOf(text, 'Norwegian foreign minister Ola Berg', 'Norway', 'condemn')).toBeNull();
  });
});
