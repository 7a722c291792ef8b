import ts from 'typescript';

/** Says whether a title can come of a source's texts: of one, of a template, or of `attack`, which puts a row before it. */
export function titleReader(source: string): (title: string) => boolean {
  const texts = new Set<string>();
  const templates: RegExp[] = [];
  const read = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.add(node.text);
    if (ts.isTemplateExpression(node)) {
      const fixed = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text);
      // Without a word of its own it would be every title's.
      if (/\p{L}{3}/u.test(fixed.join(' ')))
        templates.push(new RegExp(`^${fixed.map(escaped).join('.+')}$`, 's'));
    }
    ts.forEachChild(node, read);
  };
  read(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  const isHeld = (text: string) => texts.has(text) || templates.some((one) => one.test(text));
  return (title) => {
    const [, row, rest] = /^(.+?): (.+)$/s.exec(title) ?? [];
    return isHeld(title) || (row !== undefined && rest !== undefined && texts.has(row) && isHeld(rest));
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
