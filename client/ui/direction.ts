import { type ComponentChild, createElement, Fragment, options, type VNode } from 'preact';

const letter =
  '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}]';
/** What may stand between two words of a name: no letter of ours, and no mark that parts a sentence. */
const between = '(?:[^\\p{L}.,;:·–—()“”]|[.,](?=\\S))';
const name = `${letter}\\p{M}*(?:${between}*(?:${letter}\\p{M}*|\\((?:${between}|${letter})+\\)))*`;
const names = new RegExp(`(${name})`, 'u');
const anyLetter = new RegExp(letter, 'u');

/**
 * A sentence in pieces, names of a script that runs from right to left at every second place. Misty speaks English, so
 * words of such a script are always a name or somebody's note.
 */
export function partsByDirection(words: string): readonly string[] {
  return anyLetter.test(words) ? words.split(names) : [words];
}

/**
 * From here on, every such name on a screen stands for itself: figures and words beside it keep their places. It is done
 * where text becomes part of the page, so that no sentence can forget it.
 */
export function startDirection(): void {
  const before = options.vnode;
  options.vnode = (node: VNode) => {
    if ((typeof node.type === 'string' && !holdsTextOnly.has(node.type)) || node.type === Fragment) isolate(node);
    before?.(node);
  };
}

/** `bdi` is what this makes; the others can hold no element. */
const holdsTextOnly: ReadonlySet<string> = new Set(['bdi', 'option', 'title', 'textarea']);

function isolate({ props }: VNode): void {
  const { children } = props;
  if (typeof children === 'string') props.children = isolated(children);
  else if (Array.isArray(children)) {
    props.children = children.map((child) => (typeof child === 'string' ? isolated(child) : child));
  }
}

function isolated(words: string): ComponentChild {
  const parts = partsByDirection(words);
  if (parts.length === 1) return words;
  return parts.map((part, at) => (at % 2 === 0 ? part : createElement('bdi', null, part)));
}
