// @ts-check
// Colleagues who stand on the page, by the id in a data attribute.

const most = 100; // of one question: more do not fit in an address

/**
 * What the server says of each of them.
 * @template T
 * @param {string} path
 * @param {Iterable<string>} people
 * @param {(one: T) => void} show
 */
export async function askOf(path, people, show) {
  const wanted = [...new Set(people)];
  for (let at = 0; at < wanted.length; at += most) {
    try {
      const asked = new URLSearchParams(wanted.slice(at, at + most).map((id) => ['of', id]));
      const answer = await fetch(`${path}?${asked}`, { headers: { 'HX-Request': 'true' } });
      if (answer.ok) for (const one of /** @type {T[]} */ (await answer.json())) show(one);
    } catch (e) {
      console.info(path, e); // the server is away: when it is back all are asked for again
    }
  }
}
