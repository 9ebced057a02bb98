import assert from 'node:assert/strict';
import { hear, inputsOf } from '../server/src/review/context';
import { featuresOf, type Seen } from '../server/src/review/features';
import { besideOf, createLikenessReader } from '../server/src/review/likeness';
import { packFeatures, unitsOf, unpackFeatures, WEIGHT_UNIT } from '../server/src/review/model';
import { builtInRules } from '../server/src/rules';

const { model } = builtInRules;
const weights = unpackFeatures(model);
const sentences: readonly Seen[] = [
  { text: 'I know some of you are angry.', rules: ['moves/ack-feel'], opens: true },
  {
    text: 'Nobody told me either, and I was only doing what I was asked to do, only what I was asked.',
    rules: [],
    opens: false,
  },
  { text: 'The rota is on the board.', rules: [], opens: true },
];

/** The definition, without any memory: every feature's share times its weight. */
function scoresByDefinition(index: number): number[] {
  return model.bias.map((bias, signal) =>
    featuresOf(sentences, index).reduce(
      (sum, [name, share]) => sum + share * WEIGHT_UNIT * (weights.get(name)?.[signal] ?? 0),
      bias,
    ),
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
    for (const { leanings } of [reader.hear(sentences), reader.hear(sentences)])
      for (const [index, heard] of inputs.entries())
        for (const [at, probability] of hear(heard, model.context).entries())
          assert.ok(Math.abs(probability - (leanings[index]?.[at] ?? 0)) < 1e-9);
  });

  it('counts for nothing in prose unlike what the model has learnt from', () => {
    const strange = Array.from({ length: 20 }, (_, at) => ({
      text: `Quux${at} zorble${at} frimps${at} gaboodled${at} snarfwise yonderly.`,
      rules: [],
      opens: true,
    }));
    const reader = createLikenessReader(model);
    assert.equal(reader.together([reader.hear(strange)]).familiarity, 0);
  });

  it('keeps weights to the nearest unit and within bounds', () => {
    assert.deepEqual(unitsOf([0, WEIGHT_UNIT, -WEIGHT_UNIT, 999, -999]), [0, 1, -1, 45, -45]);
  });

  it('reads back the features that were packed', () => {
    const features = new Map([
      ['not my', [1, -45]],
      ['not my call', [0, 45]],
      ['a', [7, 0]],
      ['not a b', [0, 0]],
    ]);
    const packed = { signals: ['one', 'two'], weights: packFeatures(features) };
    assert.deepEqual(unpackFeatures(packed), features);
    assert.deepEqual(unpackFeatures({ signals: ['one'], weights: '' }), new Map());
  });

  it('names words that stand in the sentence', () => {
    const text = sentences[1]?.text ?? '';
    for (const words of createLikenessReader(model).weighed(text, 'excuse'))
      assert.ok(text.toLowerCase().includes(words), words);
  });
});
