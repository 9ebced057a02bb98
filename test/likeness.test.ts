import assert from 'node:assert/strict';
import { createLikenessReader, featuresOf, probabilities, type Seen, scoreOf } from '../server/src/review/likeness';
import { builtInRules } from '../server/src/rules';

const { model } = builtInRules;
const sentences: readonly Seen[] = [
  { text: 'I know some of you are angry.', rules: ['moves/ack-feel'] },
  { text: 'Nobody told me either, and I was only doing what I was asked to do.', rules: [] },
  { text: 'The rota is on the board.', rules: [] },
];

describe('the likeness to flagged sentences', () => {
  it('is what the features and weights say, remembered or not', () => {
    const reader = createLikenessReader({ ...model, familiar: 0 });
    const scores = sentences.map((_, index) => scoreOf(featuresOf(sentences, index), model.flagged));
    const expected = probabilities(scores, model.draft);
    for (const found of [reader.probabilities(sentences), reader.probabilities(sentences)]) {
      assert.ok(found);
      for (const [index, probability] of found.entries())
        assert.ok(Math.abs(probability - (expected[index] ?? 0)) < 1e-9);
    }
  });

  it('is not said of prose unlike what the model has learnt from', () => {
    const strange = [{ text: 'Quux zorble frimps gaboodled snarfwise yonderly.', rules: [] }];
    assert.equal(createLikenessReader(model).probabilities(strange), undefined);
  });

  it('names words that stand in the sentence', () => {
    const { weighed } = createLikenessReader(model).describe(sentences, 1);
    for (const words of weighed) assert.ok(sentences[1]?.text.toLowerCase().includes(words), words);
  });
});
