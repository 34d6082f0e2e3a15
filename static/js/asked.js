// Questions to the site that nobody has to wait for.

/** What the site answers; null where no answer came, the question was given up, or the way led to signing in. */
export async function askedJson(address, options = {}) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...options });
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch {
    // Giving up also ends the reading of an answer that has begun to come.
    return null;
  }
}
