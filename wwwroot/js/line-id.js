// @ts-check

const key = 'connectme.line';

/** This browser's line, the same after every reload: that is how the server knows which call it was in. */
export function lineId() {
  return localStorage.getItem(key) ?? newLineId();
}

/** From now on it is another one: the last is somebody else's. */
export function newLineId() {
  const id = crypto.randomUUID();
  localStorage.setItem(key, id);
  return id;
}
