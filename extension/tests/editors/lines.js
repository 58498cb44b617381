/** The lines of an editor's own HTML. */
export function linesOf(html) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  body.querySelectorAll('br').forEach((line) => line.replaceWith('\n'));
  return [...body.children].map((child) => child.textContent.replace(/\u00a0/g, ' ')).join('\n');
}
