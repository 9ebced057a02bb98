const NUMBER =
  /(?:[$£€₹#]\s?)?(?<![\p{L}\p{N}])\d[\d.,:/-]*(?:%|\p{L}{1,3}\b)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|ninety|hundred(?! per ?cent)|thousand|million|dozen)\b/giu;
const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|christmas|easter|diwali|yesterday|tomorrow|tonight)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?/giu;
/** Capitalised inside a sentence, so a name; "I" and its contractions are none, nor is a shouted word. */
const NAME =
  /(?<=[\p{Ll}\p{N},;:)’'”"—–-] {1,2}[("“‘*]?)(?!I\b|I['’]|OK\b|PS\b)(?:(?:Mrs?|Ms|Dr|Prof|St|Sr|Jr)\. )?\p{Lu}[\p{L}\p{N}'’&-]*(?:[.,]\d+)*(?: (?!I\b)\p{Lu}[\p{L}\p{N}'’&-]*)*/gu;
const SHOUTED = /^(?:[A-Z]{4,}|THE|YOU|AND|NOT|ALL|ANY|NO|SO|IS|IT)$/;

/** The names, numbers and dates of a sentence, each once, in lower case: what a rewrite must not lose. */
export function factsIn(sentence: string): string[] {
  const flat = sentence.replace(/\s+/g, ' ');
  const names = [...flat.matchAll(NAME)]
    .map(([name]) => name.replace(/['’]s?$/, ''))
    .filter((name) => !SHOUTED.test(name));
  const dates = [...flat.matchAll(DAY)].map(([day]) => day).filter((day) => !/^(?:mar|sun|second)$/.test(day));
  const numbers = [...flat.matchAll(NUMBER)].map(([number]) => number.replace(/[.,:/-]+$/, ''));
  return [
    ...new Set(
      [...names, ...dates, ...numbers].map((fact) => fact.trim()).filter((fact) => !/^(?:100%?)?$/.test(fact)),
    ),
  ];
}

/** Those facts of a text that another text does not hold. */
export function factsLost(before: string, after: string): string[] {
  const kept = after.replace(/\s+/g, ' ').toLowerCase();
  return factsIn(before).filter((fact) => !kept.includes(fact.toLowerCase()));
}
