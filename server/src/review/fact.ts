const NUMBER =
  /(?:[$£€₹#]\s?)?(?<![\p{L}\p{N}])\d[\d.,:/-]*(?:%|\p{L}{1,3}\b)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|ninety|hundred(?! per ?cent)|thousand|million|dozen)\b/giu;
const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|christmas|easter|diwali|yesterday|tomorrow|tonight)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?/giu;
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
/** A day of a month, as one fact. */
const DATE = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b|\\b${MONTH} \\d{1,2}(?:st|nd|rd|th)?\\b`, 'g');
/** Capitalised inside a sentence, so a name; "I" and its contractions are none, nor is a shouted word. */
const NAME =
  /(?<=[\p{Ll}\p{N},;:)’'”"—–-] {1,2}[("“‘*]?)(?!I\b|I['’]|OK\b|PS\b)(?:(?:Mrs?|Ms|Dr|Prof|St|Sr|Jr)\. )?\p{Lu}[\p{L}\p{N}'’&-]*(?:[.,]\d+)*(?: (?!I\b)\p{Lu}[\p{L}\p{N}'’&-]*)*/gu;
const SHOUTED = /^(?:[A-Z]{4,}|THE|YOU|AND|NOT|ALL|ANY|NO|SO|IS|IT)$/;

/** The names, numbers and dates of a sentence, each once: what a rewrite must not lose. */
export function factsIn(sentence: string): string[] {
  const flat = sentence.replace(/\s+/g, ' ');
  const found = (pattern: RegExp): string[] => [...flat.matchAll(pattern)].map(([fact]) => fact);
  const names = found(NAME)
    .map((name) => name.replace(/['’]s?$/, ''))
    .filter((name) => !SHOUTED.test(name));
  const days = found(DAY).filter((day) => !/^(?:mar|sun)$/.test(day));
  const numbers = found(NUMBER).map((number) => number.replace(/[.,:/-]+$/, ''));
  const all = new Set([...found(DATE), ...names, ...days, ...numbers].map((fact) => fact.trim()));
  return [...all].filter((fact) => !IDLE.test(fact) && ![...all].some((other) => other !== fact && holds(other, fact)));
}

/** Nothing, or the “100%” of a boast. */
const IDLE = /^(?:100%?)?$/;

/** Whether one fact is part of another, as "30" of "30 November". */
const holds = (whole: string, part: string): boolean => ` ${whole} `.includes(` ${part} `);

/** Those facts of a text that another text does not hold. */
export function factsLost(before: string, after: string): string[] {
  const kept = after.replace(/\s+/g, ' ').toLowerCase();
  return factsIn(before).filter((fact) => !kept.includes(fact.toLowerCase()));
}
