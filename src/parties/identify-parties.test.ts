import { describe, expect, it } from 'vitest';
import { type Anchored, anchorStatement, type FoundStatement } from '../domain/statement.ts';
import { readDocument } from '../language/read-document.ts';
import { quoteOf } from '../text/quote.ts';
import { identifyParties } from './identify-parties.ts';

function found(
  text: string,
  source: string | null,
  target: string | null,
  within: number | null,
): FoundStatement {
  const quote = (words: string) => {
    const start = text.indexOf(words.replace(/^\^/, ''));
    return quoteOf(text, { start, end: start + words.length });
  };
  return {
    source: source === null ? [] : [quote(source)],
    cue: [quoteOf(text, { start: 0, end: 1 })],
    content: [quoteOf(text, { start: 0, end: text.length })],
    act: 'state',
    hedge: 'certain',
    target: target === null ? null : { text: target, span: quote(target), country: null },
    speaker: null,
    saidOn: null,
    within,
    block: 'body',
    probability: 1,
    reason: 'test',
    reader: { name: 'test', version: '1' },
  };
}

type Asked = string | { source: string | null; target?: string; within?: number };

/** Reads a text and resolves the sources named, each at its first place in the text. */
function identify(text: string, ...asked: Asked[]): Anchored<FoundStatement>[] {
  const document = readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
  });
  const statements = asked.map((one) => {
    const { source, target = null, within = null } = typeof one === 'string' ? { source: one } : one;
    const anchored = anchorStatement(text, found(text, source, target ?? null, within ?? null));
    if ('failed' in anchored) throw new Error('the test names words that are not there');
    return anchored;
  });
  return identifyParties(document, statements);
}

const speakerOf = (text: string, ...asked: Asked[]) => identify(text, ...asked).at(-1)?.speaker ?? null;

describe('identifyParties: states and organs', () => {
  it.each([
    ['The US said that talks would go on.', 'The US', 'United States', 'USA'],
    ['The Kremlin welcomed the proposal.', 'The Kremlin', 'Russia', 'RUS'],
    ['Pyongyang announced new rules.', 'Pyongyang', 'North Korea', 'PRK'],
    ['Downing Street thanked its partners.', 'Downing Street', 'United Kingdom', 'GBR'],
  ])('knows a state by name or seat: %s', (text, source, name, country) => {
    expect(speakerOf(text, source)).toMatchObject({ name, country, kind: 'state' });
  });

  it.each([
    ['GCHQ published guidance.', 'GCHQ', 'Government Communications Headquarters', 'GBR'],
    ['The FBI asked for reports.', 'The FBI', 'Federal Bureau of Investigation', 'USA'],
    ['The State Department issued a statement.', 'The State Department', 'Department of State', 'USA'],
  ])('knows a listed organ: %s', (text, source, name, country) => {
    expect(speakerOf(text, source)).toMatchObject({ name, country, kind: 'agency' });
  });

  it('names an organ by its function after the state beside it', () => {
    const speaker = speakerOf("Norway's foreign ministry asked for calm.", "Norway's foreign ministry");
    expect(speaker).toMatchObject({ name: 'Foreign Ministry of Norway', country: 'NOR', kind: 'agency' });
    expect(speaker?.reason).toContain('Norway');
  });

  it('leads "the ministry" back to the minister introduced before', () => {
    const text = 'Danish foreign minister Lars Holm met his colleague. The ministry published a readout.';
    expect(speakerOf(text, 'Danish foreign minister Lars Holm', 'The ministry')).toMatchObject({
      name: 'Foreign Ministry of Denmark',
      country: 'DNK',
    });
  });

  it('does not take a pronoun in lower case for the US', () => {
    expect(speakerOf('They told us that a state was calm.', 'They')?.name).not.toBe('United States');
  });

  it('takes an ambiguous name for a state only where the text supports it', () => {
    expect(speakerOf('Georgia said that talks went well in Tbilisi.', 'Georgia')?.country).toBe('GEO');
    expect(speakerOf('Georgia said that the lottery in Atlanta would go on.', 'Georgia')?.country).toBe(
      'USA',
    );
    expect(speakerOf('Michael Jordan said that he was glad.', 'Michael Jordan')?.country).not.toBe('JOR');
  });
});

describe('identifyParties: persons', () => {
  it('reads office and state before a name', () => {
    expect(
      speakerOf(
        'Finnish foreign minister Aino Salmi thanked the hosts.',
        'Finnish foreign minister Aino Salmi',
      ),
    ).toMatchObject({ name: 'Aino Salmi', country: 'FIN', kind: 'official', office: 'foreign ministry' });
  });

  it('reads an apposition after a name, also where the organisation stands further on', () => {
    expect(
      speakerOf(
        'Petra Novak, a researcher at ESET, described the malware.',
        'Petra Novak, a researcher at ESET,',
      ),
    ).toMatchObject({ name: 'Petra Novak', country: 'SVK', kind: 'expert', office: 'ESET' });
  });

  it('finds the state of a bare ministry by what came before', () => {
    const text =
      'Estonian foreign minister Mart Tamm spoke. Foreign ministry spokeswoman Kai Lepp gave details.';
    expect(speakerOf(text, 'Foreign ministry spokeswoman Kai Lepp')).toMatchObject({
      name: 'Kai Lepp',
      country: 'EST',
      kind: 'official',
    });
  });

  it('leads short names and pronouns back by sex', () => {
    const text =
      'Norwegian minister Ola Berg met Swedish minister Eva Lind. Ms Lind spoke first. He agreed. Later she left.';
    const speakers = identify(text, 'Ms Lind', 'He', 'she').map(({ speaker }) => speaker?.name);
    expect(speakers).toEqual(['Eva Lind', 'Ola Berg', 'Eva Lind']);
  });

  it('tells why a pronoun stands for somebody', () => {
    const text = 'Danish minister Lars Holm spoke. He smiled.';
    expect(speakerOf(text, 'Danish minister Lars Holm', 'He')?.reason).toMatch(/"he" stands for Lars Holm/);
  });

  it('leaves a pronoun without antecedent unresolved', () => {
    expect(speakerOf('She said nothing.', 'She')).toBeNull();
  });

  it('takes "we" in a quotation for the side its speaker speaks for', () => {
    const text = '"We will rebuild it," said Juha Aalto, a spokesman for the Helsinki Harbour Authority.';
    const speaker = speakerOf(text, 'Juha Aalto, a spokesman for the Helsinki Harbour Authority', {
      source: 'We',
      within: 0,
    });
    expect(speaker?.name).toBe('Helsinki Harbour Authority');
  });
});

describe('identifyParties: the state an article is mostly about', () => {
  const talkedAbout = 'Norway, Norway and Norway again: nobody spoke of anything but Norway. ';

  it('places local people by the towns and organs of the article, and says so', () => {
    const speaker = speakerOf('Atlanta is quiet. Mayor Ann Bell thanked the staff.', 'Mayor Ann Bell');
    expect(speaker?.country).toBe('USA');
    expect(speaker?.reason).toContain('home of the article');
  });

  it('does not give a minister to a state that is merely talked about', () => {
    const text = `${talkedAbout}Officials in Sweden and Denmark met. Foreign minister Eva Lind agreed.`;
    expect(speakerOf(text, 'Foreign minister Eva Lind')?.country).toBeNull();
  });

  it('takes the state that opens the sentence for a minister without one', () => {
    const text = `${talkedAbout}In Sweden, foreign minister Eva Lind agreed.`;
    expect(speakerOf(text, 'foreign minister Eva Lind')?.country).toBe('SWE');
  });

  it('does not take another state for the owner of a listed organ', () => {
    const text = 'The Swedish Security Service published a report.';
    expect(speakerOf(text, 'The Swedish Security Service')).toMatchObject({ country: 'SWE', kind: 'agency' });
  });
});

describe('identifyParties: organisations, groups, documents', () => {
  it('lets a spokesman speak for the company', () => {
    expect(speakerOf('A spokesman for Microsoft thanked users.', 'A spokesman for Microsoft')).toMatchObject({
      name: 'Microsoft',
      country: 'USA',
      kind: 'company',
    });
  });

  it('takes no dateline for a part of a name', () => {
    expect(speakerOf('SANT ORLO – Belmarra blamed the army.', 'Belmarra')?.name).toBe('Belmarra');
  });

  it('does not take a state for the organ named after it', () => {
    const text = 'Ostrel denied it. The Army of Ostrel gave the order.';
    expect(speakerOf(text, 'Ostrel')?.name).toBe('Ostrel');
  });

  it('does not take a harbour company for the security company named before', () => {
    const text =
      'The security company Northlight looked at the cranes. The harbour company declined to comment.';
    expect(speakerOf(text, 'The harbour company')?.name).toBe('harbour company');
    const again = 'Mandiant is a security company. In the end this security company said more.';
    expect(speakerOf(again, 'this security company')?.name).toBe('Mandiant');
  });

  it('prefers initials that the article itself gives over listed ones', () => {
    const text = 'The National Cargo Safety Centre (NCSC) in Norway opened. The NCSC published rules.';
    const [, speaker] = identify(text, 'The National Cargo Safety Centre', 'The NCSC');
    expect(speaker?.speaker?.name).toBe('National Cargo Safety Centre');
  });

  it('gives hackers no country but by a demonym', () => {
    expect(speakerOf('Hackers posted a note in Norway.', 'Hackers')).toMatchObject({
      kind: 'threat-group',
      country: null,
    });
  });

  it('names a document and who published it', () => {
    expect(
      speakerOf('The FBI acted. The report describes the tools.', 'The FBI', 'The report'),
    ).toMatchObject({
      kind: 'document',
      country: 'USA',
    });
  });

  it('says nothing where the source is empty', () => {
    expect(speakerOf('It was calm.', { source: null })).toBeNull();
  });
});

describe('identifyParties: targets', () => {
  it.each([
    ['Ostrel thanked North Korea for help.', 'North Korea', 'PRK'],
    ['Ostrel thanked a Norwegian fisherman.', 'a Norwegian fisherman', 'NOR'],
    ['Ostrel thanked Norway and Sweden.', 'Norway and Sweden', null],
    ['Ostrel studied Sandworm closely.', 'Sandworm', null],
    ['Ostrel thanked the crew.', 'the crew', null],
  ])('places a target by its own words alone: %s', (text, target, country) => {
    expect(identify(text, { source: 'Ostrel', target })[0]?.target?.country).toBe(country);
  });
});

describe('identifyParties: who is accused', () => {
  function accused(verb: string, target: string): string | undefined {
    const text = `Ostrel ${verb} ${target} for the raid.`;
    const document = readDocument({
      text,
      blocks: [{ type: 'body', start: 0, end: text.length, reason: 'test', probability: 1 }],
    });
    const at = (exact: string) =>
      quoteOf(text, { start: text.indexOf(exact), end: text.indexOf(exact) + exact.length });
    const statement = { ...found(text, 'Ostrel', target, null), act: 'attribute' as const, cue: [at(verb)] };
    const anchored = anchorStatement(text, statement);
    if ('failed' in anchored) throw new Error('the test names words that are not there');
    return identifyParties(document, [anchored])[0]?.target?.text;
  }

  it.each([
    ['blamed', 'Unit 19'],
    ['accused', 'the Daewollan secret service'],
  ])('is a party by the verb, though on no list: %s %s', (verb, target) => {
    expect(accused(verb, target)).toBe(target);
  });

  it.each([
    ['blamed', 'a faulty Korvan cable'],
    ['blamed', 'its payment service'],
    ['studied', 'Unit 19'],
  ])('is nobody where the words name none: %s %s', (verb, target) => {
    expect(accused(verb, target)).toBeUndefined();
  });
});

describe('identifyParties: whatever comes', () => {
  it('keeps order, number and spans', () => {
    const text = 'Norway spoke. Sweden spoke. Nobody else did.';
    const statements = identify(text, 'Sweden', 'Norway', { source: null });
    expect(statements.map(({ source }) => source[0]?.exact)).toEqual(['Sweden', 'Norway', undefined]);
  });

  it.each(['\u{1F4A5}'.repeat(50), '()[]{}"“”', 'A. B. C. D.', 'The The The The', "’s 's of of of"])(
    'stands odd text: %s',
    (text) => {
      expect(() => identify(text, { source: text.slice(0, 2), within: 0 })).not.toThrow();
    },
  );

  it.each([
    'These plans were praised by harbour critics, including Golden Crane Prize-winning economist Ada Marn.',
    'Dockers United Secretary-Treasurer Ada Marn said so.',
  ])('reads names that introduce each other: %s', (text) => {
    expect(speakerOf(text, 'Ada Marn')?.name).toContain('Ada Marn');
  });

  it('follows statements that hold one another without end', () => {
    const text = 'We spoke. We listened.';
    expect(() => identify(text, { source: 'We', within: 1 }, { source: 'We', within: 0 })).not.toThrow();
  });
});

describe('identifyParties: whom a description stands for', () => {
  it('takes a security firm named only afterwards, and none that is named before for a hospital', () => {
    const text = 'A security firm found the fault. Clerks of ESET said so.\n\nThe hospital thanked them.';
    expect(speakerOf(text, 'A security firm')).toMatchObject({ name: 'ESET', country: 'SVK' });
    expect(speakerOf(text, 'The hospital')?.name).toBe('hospital');
  });

  it('takes an unlisted firm for none that follows', () => {
    expect(speakerOf('A dairy firm complained. ESET kept quiet.', 'A dairy firm')?.name).toBe('dairy firm');
  });

  it('knows "the source" again, and not "a source"', () => {
    const text = 'A source in the Norwegian police said so. The source left. A source phoned.';
    expect(speakerOf(text, 'A source in the Norwegian police', 'The source')?.country).toBe('NOR');
    const other = text.replace('A source phoned', 'Another source phoned');
    expect(speakerOf(other, 'A source in the Norwegian police', 'Another source')?.country).toBeNull();
  });

  it('takes the spokesman for the one who spoke, not for the organisation last named', () => {
    const text = 'A spokesman for ESET said so. Trend Micro listened. The spokesman thanked it.';
    expect(speakerOf(text, 'A spokesman for ESET', 'The spokesman')).toMatchObject({ name: 'ESET' });
  });

  it.each([
    ['Norwegian and Western officials met.', 'Norwegian and Western officials', null],
    ['Norwegian and Swedish officials met.', 'Norwegian and Swedish officials', null],
    ['Norwegian officials met.', 'Norwegian officials', 'NOR'],
    ['Several Norwegian banks complained.', 'Several Norwegian banks', 'NOR'],
    ['A report on the Norwegian fleet came out.', 'A report on the Norwegian fleet', null],
    ['Players on Twitter complained.', 'Players on Twitter', null],
  ])('says whose a description is: %s', (text, source, country) => {
    expect(speakerOf(text, source)?.country ?? null).toBe(country);
  });

  it('reads "a report" as of nobody, "the report" as of who spoke last', () => {
    const text = 'ESET spoke. A report praised it. The report was long.';
    expect(speakerOf(text, 'ESET', 'A report')?.country).toBeNull();
    expect(speakerOf(text, 'ESET', 'The report')?.country).toBe('SVK');
  });

  it('takes "the paper" for the newspaper last named', () => {
    const text = 'Le Monde has a story. The paper praised the harbour.';
    expect(speakerOf(text, 'The paper')).toMatchObject({ name: 'Le Monde', kind: 'media', country: 'FRA' });
  });
});

describe('identifyParties: names that hold other words', () => {
  it.each([
    ['Bill Marn said so.', 'Bill Marn', 'Bill Marn'],
    ['The Independent Committee met.', 'The Independent Committee', 'Independent Committee'],
  ])('leaves a name whole: %s', (text, source, name) => {
    expect(speakerOf(text, source)?.name).toBe(name);
  });

  it('calls by surname alone only heads of state and government, or by the very office', () => {
    expect(speakerOf('Mr Macron spoke.', 'Mr Macron')?.name).toBe('Emmanuel Macron');
    expect(speakerOf('Mr Price spoke.', 'Mr Price')?.name).toBe('Price');
  });

  it('places an expert with his employer before his own state', () => {
    const text = 'Mikko Hypponen, a researcher at Trend Micro, spoke.';
    expect(speakerOf(text, 'Mikko Hypponen')).toMatchObject({ kind: 'expert', country: 'JPN' });
  });
});

describe('identifyParties: the home of the article', () => {
  const HOME =
    'Oslo is calm. Bergen is calm. The Norwegian police and the Norwegian parliament met in Trondheim.';

  it('is passed on as no more than that, from an employer to its people', () => {
    const text = `${HOME} Ada Marn, a clerk of Vandel Systems, spoke. Vandel Systems officials met.`;
    for (const source of ['Ada Marn', 'Vandel Systems officials'])
      expect(speakerOf(text, source)).toMatchObject({ country: 'NOR', isPlacedByHome: true });
  });

  it('is not barred by hackers that are not its own', () => {
    const text = `${HOME} Norwegian banks said the hackers left. Ada Marn spoke.`;
    expect(speakerOf(text, 'Ada Marn')?.country).toBe('NOR');
    const own = text.replace('Norwegian banks said the hackers left', 'Norwegian state hackers left');
    expect(speakerOf(own, 'Ada Marn')?.country).toBeNull();
  });
});
