/** A pattern read into its parts; the syntax is a subset of compromise's match syntax, see the schema in rules/. */
export type Node =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'any'; readonly across: boolean }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'verb'; readonly stem: string }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'start' | 'end' | 'comma' }
  | { readonly kind: 'not'; readonly node: Node }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'capture'; readonly name: string; readonly node: Node };

/** What is wrong with a pattern, in words its author can act on. */
export class PatternError extends Error {}

/** How deep parentheses may stand in each other. */
const DEEPEST = 30;
/** How many words `*` may stand for. */
const GAP = 8;
const TOKEN =
  /\s*(?:(\/(?:[^/\\]|\\.)+\/)|<([a-z-]+)>|\{([a-z]+)\}|\{(\d+),(\d+)\}|#([A-Za-z]+)|\[([a-z]+):|([()|[\]?.*^$!,])|(\\\?|[\p{L}\p{N}'’&-]+))/uy;

interface Token {
  readonly kind: 'regex' | 'class' | 'verb' | 'range' | 'tag' | 'open' | 'sign' | 'word';
  readonly text: string;
  readonly range?: readonly [number, number];
}

const KINDS = ['regex', 'class', 'verb', 'range', 'range', 'tag', 'open', 'sign', 'word'] as const;

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (!found) throw new PatternError(`cannot read “${source.slice(from).trim()}”`);
    const index = found.slice(1).findIndex((part) => part !== undefined);
    const kind = KINDS[index] ?? 'word';
    const text = found[index + 1] ?? '';
    tokens.push(kind === 'range' ? { kind, text, range: [Number(found[4]), Number(found[5])] } : { kind, text });
  }
  return tokens;
}

/** Reads a pattern, such as `(i|we) (did not|never) {promise} [what:.{1,4}]`; throws PatternError on a slip. */
export function parsePattern(source: string): Node {
  const tokens = tokenise(source);
  let next = 0;
  let depth = 0;
  const is = (sign: string): boolean => tokens[next]?.kind === 'sign' && tokens[next]?.text === sign;

  function close(sign: string): void {
    if (!is(sign)) throw new PatternError(`“${sign}” is missing`);
    next++;
  }

  function choice(): Node {
    const nodes = [sequence()];
    while (is('|')) {
      next++;
      nodes.push(sequence());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes };
  }

  function sequence(): Node {
    const nodes: Node[] = [];
    while (next < tokens.length && !is('|') && !is(')') && !is(']')) nodes.push(repeated());
    if (nodes.length === 0) throw new PatternError('a part of the pattern is empty');
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'sequence', nodes };
  }

  function repeated(): Node {
    if (++depth > DEEPEST) throw new PatternError(`its parts stand more than ${DEEPEST} deep in each other`);
    const node = single();
    depth--;
    if (is('?')) {
      next++;
      return { kind: 'repeat', node, min: 0, max: 1 };
    }
    const range = tokens[next]?.range;
    if (!range) return node;
    next++;
    if (range[1] > 12 || range[0] > range[1]) throw new PatternError(`{${range}} is no range up to 12`);
    return { kind: 'repeat', node, min: range[0], max: range[1] };
  }

  function single(): Node {
    const token = tokens[next++];
    if (!token) throw new PatternError('the pattern stops too early');
    switch (token.kind) {
      case 'regex':
        return { kind: 'regex', source: token.text.slice(1, -1) };
      case 'class':
        return { kind: 'class', name: token.text };
      case 'verb':
        return { kind: 'verb', stem: token.text };
      case 'tag':
        return { kind: 'tag', name: token.text };
      case 'word':
        return { kind: 'word', text: token.text };
      case 'open': {
        const node = choice();
        close(']');
        return { kind: 'capture', name: token.text, node };
      }
      case 'sign':
        return sign(token.text);
      default:
        throw new PatternError(`nothing stands before {${token.text}}`);
    }
  }

  function negated(): Node {
    if (is('!')) throw new PatternError('“!” stands twice');
    return single();
  }

  function sign(text: string): Node {
    switch (text) {
      case '(': {
        const node = choice();
        close(')');
        return node;
      }
      case '!':
        return { kind: 'not', node: negated() };
      case '.':
        return { kind: 'any', across: false };
      case '*':
        return { kind: 'repeat', node: { kind: 'any', across: true }, min: 0, max: GAP };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case ',':
        return { kind: 'comma' };
      default:
        throw new PatternError(`“${text}” is out of place`);
    }
  }

  const node = choice();
  if (next < tokens.length) throw new PatternError(`“${tokens[next]?.text ?? ''}” is out of place`);
  return node;
}
