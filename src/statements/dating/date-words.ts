/** Lower-case words that the rules on when something was said go by. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

/** Prepositions under which a time says when something was done; empty: "said Friday". */
export const DATING_LEADS: ReadonlySet<string> = new Set([
  '',
  'on',
  'in',
  'at',
  'during',
  'over',
  'as of',
  'around',
  'about',
]);

/** What somebody says something in: its date is the date of the saying. */
export const DOCUMENTS = words(
  `report reports statement statements letter letters memo indictment complaint filing lawsuit affidavit post posts tweet
   tweets posting study survey paper analysis advisory alert bulletin notice note email emails e-mail message article
   column op-ed editorial piece release assessment review blog video testimony declaration communique dossier document
   documents warning update announcement interview interviews speech remarks transcript resolution order ruling audit poll
   polls memos filings letters figures data`,
);
/** Where somebody says something. */
export const EVENTS = words(
  `briefing briefings conference conferences debate debates hearing meeting summit forum speech interview interviews address appearance broadcast
   call rally rallies stop appearances event testimony roundtable session discussion panel webinar podcast keynote presentation statement
   statements lecture ceremony`,
);
/** "a report released on Friday". */
export const PUBLISHED = words(
  'released published issued unsealed posted dated filed circulated public sent unveiled delivered announced aired broadcast made',
);
/** Words that lead away from the saying: what follows them is what it is about. */
export const ABOUT = words('about against regarding concerning over amid into following despite due');
/** The verb is of the future. */
export const FUTURE = words("will shall won't");
/** "is expected to say": what has not been said yet. */
export const EXPECTED = words('expected due set scheduled planning plans plan going likely about hopes hope');
/** What is done at a time of its own, so that a time behind it may be the deed's. */
export const DEEDS = words(
  `attack attacks hack hacks hacking breach breaches cyberattack cyberattacks intrusion intrusions leak leaks theft assault
   assaults infection infections incident incidents outage campaign campaigns operation operations strike strikes raid
   raids arrest arrests election elections vote exchange payment payments event events activity role use case cases`,
);
/** "Speaking to reporters on Friday, the minister said": the participle tells of the same saying. */
export const SPEAKING = words(
  'speaking writing testifying appearing addressing tweeting talking responding asked reached',
);
