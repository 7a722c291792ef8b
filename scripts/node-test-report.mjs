// A reporter of Node's test runner: one JSON object a line for each test, with its file and the groups around it.
import { relative } from 'node:path';

export default async function* report(events) {
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') names[data.nesting] = data.name;
    const ended = (type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite';
    if (!ended || data.skip) continue;
    const file = relative(process.cwd(), data.file ?? '').replaceAll('\\', '/');
    const path = [...names.slice(0, data.nesting), data.name];
    yield `${JSON.stringify({ file, path, passed: type === 'test:pass' })}\n`;
  }
}
