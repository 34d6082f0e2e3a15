// What a form says: its fields as text, without those that name the request.
const LEFT_OUT = "csrfmiddlewaretoken kept_as loaded_revision_created_at loaded_revision_id next overwrite_revision_id".split(" ");

export function wordsOf(data) {
  return [...data].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.includes(name));
}
