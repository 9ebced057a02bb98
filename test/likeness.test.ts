import assert from 'node:assert/strict';
import { hear, inputsOf } from '../server/src/review/context';
import { featuresOf, type Seen } from '../server/src/review/features';
import { besideOf, createLikenessReader, lettersOf, WEIGHT_UNIT } from '../server/src/review/likeness';
import { builtInRules } from '../server/src/rules';

const { weights, ...rest } = builtInRules.model;
const model = { ...rest, weights };
const sentences: readonly Seen[] = [
  { text: 'I know some of you are angry.', rules: ['moves/ack-feel'], opens: true },
  { text: 'Nobody told me either, and I was only doing what I was asked to do.', rules: [], opens: false },
  { text: 'The rota is on the board.', rules: [], opens: true },
];
const ZERO = lettersOf([0]).charCodeAt(0);

/** The definition, without any memory: every feature's share times its weight. */
function scoresByDefinition(index: number): number[] {
  return model.bias.map((bias, signal) =>
    featuresOf(sentences, index).reduce((sum, [name, share]) => {
      const letters = Object.hasOwn(model.weights, name) ? model.weights[name] : undefined;
      return sum + share * WEIGHT_UNIT * ((letters?.charCodeAt(signal) ?? ZERO) - ZERO);
    }, bias),
  );
}

describe('the likeness to labelled sentences', () => {
  it('is what the features and weights say, remembered or not', () => {
    const reader = createLikenessReader(model);
    const inputs = inputsOf(
      sentences,
      sentences.map((_, index) => scoresByDefinition(index)),
      besideOf(model.signals),
    );
    for (const { leanings } of [reader.read(sentences), reader.read(sentences)])
      for (const [index, heard] of inputs.entries())
        for (const [at, probability] of hear(heard, model.context).entries())
          assert.ok(Math.abs(probability - (leanings[index]?.[model.signals[at] ?? ''] ?? 0)) < 1e-9);
  });

  it('counts for nothing in prose unlike what the model has learnt from', () => {
    const strange = Array.from({ length: 20 }, (_, at) => ({
      text: `Quux${at} zorble${at} frimps${at} gaboodled${at} snarfwise yonderly.`,
      rules: [],
      opens: true,
    }));
    assert.equal(createLikenessReader(model).read(strange).familiarity, 0);
  });

  it('keeps weights as letters, to the nearest unit and within bounds', () => {
    assert.equal(lettersOf([0, WEIGHT_UNIT, -WEIGHT_UNIT, 999, -999]), 'PQO}#');
  });

  it('names words that stand in the sentence', () => {
    const text = sentences[1]?.text ?? '';
    for (const words of createLikenessReader(model).weighed(text, 'excuse'))
      assert.ok(text.toLowerCase().includes(words), words);
  });
});
