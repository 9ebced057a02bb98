// Learns rules/model.json from the labelled drafts of test/corpus: npm run train
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gatherRules } from '../rules/gather.mjs';
import { parseDraft } from '../server/src/draft/draft';
import {
  featuresOf,
  kindOf,
  logistic,
  type Model,
  restOf,
  type Seen,
  scoreOf,
  type Weights,
} from '../server/src/review/likeness';
import { createReader } from '../server/src/review/match';
import { type Category, compileRules, type RuleFiles } from '../server/src/review/rulebook';
import { formatOf } from '../server/src/settings';
import { type Label, OWN, overlaps, readLabelled, type Sample, SHARED } from './corpora';

const { values: options } = parseArgs({
  options: {
    // Which sets to learn from, and which to try the outcome on; fresh rounds (r…) are never learnt from.
    learn: { type: 'string', default: '^[wt]|^r[1-5]/' },
    try: { type: 'string', multiple: true, default: ['^r6', '^rdev'] },
    out: { type: 'string', default: join(__dirname, '..', 'rules', 'model.json') },
  },
});

const CATEGORIES: readonly Category[] = ['excuse', 'overpromise', 'acknowledgement'];
/** Below this share of known word pairs the model is silent: nearly all real memos, one in four fresh drafts of ours. */
const FAMILIAR = 0.1;
const FOLDS = 5;
/** From which probability on to speak; chosen by the tables this script and `npm run score` print. */
const SPEAKS = { information: 0.3, alone: { excuse: 0.5, overpromise: 0.5, acknowledgement: 0.55 } };
const EPOCHS = 12;
const RATE = 0.5;
const DECAY = 1e-4;
/** A feature seen in fewer drafts than this, or weighing less, is left out. */
const LEAST = { seen: 4, weight: 2 };
/** Of the fewer sentences that tell the kinds apart, more is kept. */
const LEAST_OF_KIND = { seen: 3, weight: 0.6 };
const POSITIVE = 1;
/** What a sentence of nothing but unknown words scores. */
const BIAS = -2.5;

interface Draft {
  readonly sentences: readonly Seen[];
  /** By sentence: 1 flagged, 0 not, undefined where the label is merely arguable. */
  readonly truth: readonly (0 | 1 | undefined)[];
  /** By sentence: the categories of its labels. */
  readonly kinds: readonly (readonly string[])[];
}

const read = createReader(compileRules(gatherRules(join(__dirname, '..', 'rules')) as RuleFiles));

function toDraft({ labels, text }: Sample): Draft {
  const draft = parseDraft(text, formatOf('plaintext', labels.file));
  const spans = draft.paragraphs.flat();
  const sentences = spans.map((span) => {
    const sentence = draft.prose.slice(span.start, span.end).replace(/\s/g, ' ');
    const reading = read(sentence);
    const rules = [...reading.moves, ...reading.harms].map(({ rule }) => rule.id);
    return { text: sentence, rules: [...new Set(rules)] };
  });
  const labelled = spans.map((span) => labels.flags.filter((flag) => overlaps(span, flag.sentence)));
  return {
    sentences,
    truth: labelled.map(truthOf),
    kinds: labelled.map((flags) => flags.map(({ category }) => category)),
  };
}

function truthOf(flags: readonly Label[]): 0 | 1 | undefined {
  if (flags.length === 0) return 0;
  return flags.some(({ confidence }) => confidence >= 2) ? 1 : undefined;
}

/** A sentence's features as numbers, with the share each has in the score, and the truth about it. */
interface Example {
  readonly features: Int32Array;
  readonly shares: Float64Array;
  readonly truth: 0 | 1;
}

/** Features by number, in the order they were met. */
const names: string[] = [];
const numbers = new Map<string, number>();

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, names.length);
  return names.push(name) - 1;
}

function exampleOf({ sentences }: Draft, index: number, truth: 0 | 1): Example {
  const features = featuresOf(sentences, index);
  return {
    features: Int32Array.from(features, ([name]) => numberOf(name)),
    shares: Float64Array.from(features, ([, share]) => share),
    truth,
  };
}

const examplesOf = (drafts: readonly Draft[]): Example[] =>
  drafts.flatMap((draft) =>
    draft.truth.flatMap((truth, index) => (truth === undefined ? [] : [exampleOf(draft, index, truth)])),
  );

/** Only sentences that are flagged: which of them are of this kind? */
const examplesOfKind = (drafts: readonly Draft[], category: Category): Example[] =>
  drafts.flatMap((draft) =>
    draft.truth.flatMap((truth, index) =>
      truth ? [exampleOf(draft, index, draft.kinds[index]?.includes(category) ? 1 : 0)] : [],
    ),
  );

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function seeded(): () => number {
  let state = 20_261_125;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

/** Leaves out the features met too seldom. */
function withoutRare(examples: readonly Example[], least: typeof LEAST): Example[] {
  const seen = new Int32Array(names.length);
  for (const { features } of examples) for (const feature of features) seen[feature] = (seen[feature] ?? 0) + 1;
  return examples.map(({ features, shares, truth }) => {
    const common = (feature: number | undefined): boolean => (seen[feature ?? 0] ?? 0) >= least.seen;
    return { features: features.filter(common), shares: shares.filter((_, at) => common(features[at])), truth };
  });
}

/** Logistic regression by AdaGrad (Duchi, Hazan & Singer 2011) with weight decay; rare features are left out. */
function learn(all: readonly Example[], least = LEAST): Weights {
  const examples = withoutRare(all, least);
  const weights = new Float64Array(names.length);
  const steps = new Float64Array(names.length);
  const random = seeded();
  const bias = BIAS;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, shares, truth } of shuffled(examples, random)) {
      let score = bias;
      for (const [at, feature] of features.entries()) score += (weights[feature] ?? 0) * (shares[at] ?? 0);
      const error = (1 / (1 + Math.exp(-score)) - truth) * (truth ? POSITIVE : 1);
      for (const [at, feature] of features.entries()) {
        const slope = error * (shares[at] ?? 0) + DECAY * (weights[feature] ?? 0);
        const step = (steps[feature] ?? 0) + slope * slope;
        steps[feature] = step;
        weights[feature] = (weights[feature] ?? 0) - (RATE * slope) / Math.sqrt(step + 1e-6);
      }
    }
  }
  const kept = [...weights.entries()].filter(([, weight]) => Math.abs(weight) >= least.weight);
  const named = kept.map(([feature, weight]) => [names[feature] ?? '', round(weight)] as const);
  return { bias: round(bias), weights: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const round = (value: number): number => Math.round(value * 100) / 100;

interface Scored {
  readonly own: number;
  readonly rest: number;
  readonly truth: 0 | 1;
}

function scoredBy(drafts: readonly Draft[], weights: Weights): Scored[] {
  return drafts.flatMap(({ sentences, truth }) => {
    const own = sentences.map((_, index) => scoreOf(featuresOf(sentences, index), weights));
    const rest = restOf(own.map(logistic));
    return own.flatMap((score, index) => {
      const said = truth[index];
      return said === undefined ? [] : [{ own: score, rest: rest[index] ?? 0, truth: said }];
    });
  });
}

/** How much the rest of the draft tells, learnt on sentences the weights were not fitted on. */
function hearDraft(scored: readonly Scored[]): Model['draft'] {
  let [offset, own, rest] = [0, 1, 0.5];
  for (let step = 0; step < 4000; step++) {
    let [toOffset, toOwn, toRest] = [0, 0, 0];
    for (const { own: x, rest: y, truth } of scored) {
      const error = logistic(offset + own * x + rest * y) - truth;
      toOffset += error;
      toOwn += error * x;
      toRest += error * y;
    }
    const pace = 0.5 / scored.length;
    [offset, own, rest] = [offset - pace * toOffset, own - pace * toOwn, rest - pace * toRest];
  }
  return [round(offset), round(own), round(rest)];
}

const inFold = (fold: number) => (_: unknown, index: number) => index % FOLDS === fold;

/** Scores of every sentence by weights learnt on the other folds. */
function unseenScores(drafts: readonly Draft[]): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const others = drafts.filter((draft, index) => !inFold(fold)(draft, index));
    return scoredBy(drafts.filter(inFold(fold)), learn(examplesOf(others)));
  }).flat();
}

interface Ranked {
  readonly probability: number;
  readonly truth: 0 | 1;
}

const rank = (scored: readonly Scored[], [offset, own, rest]: Model['draft']): Ranked[] =>
  scored
    .map((item) => ({ probability: logistic(offset + own * item.own + rest * item.rest), truth: item.truth }))
    .sort((a, b) => b.probability - a.probability);

/** Precision and recall at a few thresholds. */
function print(title: string, ranked: readonly Ranked[]): void {
  console.log(title);
  const all = ranked.filter(({ truth }) => truth).length;
  for (const threshold of [0.7, 0.6, 0.5, 0.4, 0.3, 0.2]) {
    const above = ranked.filter(({ probability }) => probability >= threshold);
    const right = above.filter(({ truth }) => truth).length;
    console.log(
      `  from ${threshold}: precision ${(right / above.length).toFixed(3)}, recall ${(right / all).toFixed(3)}`,
    );
  }
}

function train(drafts: readonly Draft[]): Model {
  const scored = unseenScores(drafts);
  const draft = hearDraft(scored);
  const ranked = rank(scored, draft);
  print(`five folds of ${options.learn}`, ranked);
  const kinds = Object.fromEntries(
    CATEGORIES.map((category) => [category, learn(examplesOfKind(drafts, category), LEAST_OF_KIND)]),
  );
  return {
    flagged: learn(examplesOf(drafts)),
    draft,
    kinds: kinds as Model['kinds'],
    familiar: FAMILIAR,
    speaks: SPEAKS,
  };
}

// Real leaders' messages are tried on where they are at hand, never learnt from.
const samples = [
  ...readLabelled(OWN),
  ...readLabelled(join(SHARED, 'dev')).filter(({ labels }) => labels.file.startsWith('rdev')),
];
const ofSets = (sets: string): Draft[] =>
  samples.filter(({ labels }) => new RegExp(sets).test(labels.file)).map(toDraft);

const drafts = ofSets(options.learn);
const model = train(drafts);
writeFileSync(options.out, `${JSON.stringify(model)}\n`);
const sizes = [model.flagged, ...Object.values(model.kinds)].map(({ weights }) => Object.keys(weights).length);
console.log(`${drafts.length} drafts, ${sizes.join(' + ')} weights`);

for (const sets of options.try) {
  const tried = ofSets(sets);
  if (tried.length > 0) print(`${sets}, never learnt from`, rank(scoredBy(tried, model.flagged), model.draft));
  const kinds = tried.flatMap(({ sentences, truth, kinds: labelled }) =>
    truth.flatMap((flagged, index) =>
      flagged ? [labelled[index]?.includes(kindOf(featuresOf(sentences, index), model))] : [],
    ),
  );
  console.log(`  kind right in ${kinds.filter(Boolean).length} of ${kinds.length}`);
}
