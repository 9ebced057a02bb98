import type { Model, Weights } from './review/likeness';
import type { Category } from './review/rulebook';

/**
 * A model in little room: the features of all its weights once, in alphabetical order, each written as the number of
 * letters it shares with the one before (in base 36) and the rest; weights as hundredths, in the features' order.
 */
export interface PackedModel extends Omit<Model, 'flagged' | 'kinds'> {
  readonly features: string;
  readonly flagged: PackedWeights;
  readonly kinds: Readonly<Record<Category, PackedWeights>>;
}

/** Empty where a feature has no weight. */
interface PackedWeights {
  readonly bias: number;
  readonly hundredths: string;
}

const BASE = 36;

export function packModel(model: Model): PackedModel {
  const { excuse, overpromise, acknowledgement } = model.kinds;
  const named = [model.flagged, excuse, overpromise, acknowledgement].flatMap(({ weights }) => Object.keys(weights));
  const features = [...new Set(named)].sort();
  const pack = ({ bias, weights }: Weights): PackedWeights => ({
    bias,
    hundredths: features.map((feature) => hundredths(weights[feature])).join(','),
  });
  return {
    ...model,
    features: features.map((feature, index) => behind(features[index - 1] ?? '', feature)).join('\n'),
    flagged: pack(model.flagged),
    kinds: { excuse: pack(excuse), overpromise: pack(overpromise), acknowledgement: pack(acknowledgement) },
  };
}

/** The model again; its weights are unpacked when first asked for, since most mail never asks. */
export function unpackModel(packed: PackedModel): Model {
  const { features: _, flagged, kinds, ...rest } = packed;
  let names: readonly string[] | undefined;
  const unpack = ({ bias, hundredths }: PackedWeights): Weights => {
    names ??= namesIn(packed.features);
    return { bias, weights: weightsIn(hundredths, names) };
  };
  let [ofFlagged, ofKinds]: [Weights?, Model['kinds']?] = [];
  return {
    ...rest,
    get flagged() {
      ofFlagged ??= unpack(flagged);
      return ofFlagged;
    },
    get kinds() {
      ofKinds ??= {
        excuse: unpack(kinds.excuse),
        overpromise: unpack(kinds.overpromise),
        acknowledgement: unpack(kinds.acknowledgement),
      };
      return ofKinds;
    },
  };
}

const hundredths = (weight: number | undefined): string =>
  weight === undefined ? '' : String(Math.round(weight * 100));

function behind(before: string, feature: string): string {
  let shared = 0;
  while (shared < BASE - 1 && shared < before.length && before[shared] === feature[shared]) shared++;
  return shared.toString(BASE) + feature.slice(shared);
}

function namesIn(packed: string): string[] {
  let before = '';
  return packed.split('\n').map((entry) => {
    before = before.slice(0, Number.parseInt(entry.slice(0, 1), BASE)) + entry.slice(1);
    return before;
  });
}

function weightsIn(packed: string, names: readonly string[]): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const [index, value] of packed.split(',').entries()) {
    const name = names[index];
    if (name !== undefined && value !== '') weights[name] = Number(value) / 100;
  }
  return weights;
}
