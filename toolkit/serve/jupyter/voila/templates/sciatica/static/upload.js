// Reads files that a person chose and hands them to the kernel in pieces, each acknowledged. Sizes are
// checked here first: one huge message would close the connection without a word.

const PIECE = 512 * 1024;

export function render({ model, el }) {
  const id = `st-file-${model.get("label").replace(/\W+/g, "-").toLowerCase()}`;
  el.classList.add("st-upload");
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = model.get("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "file", id, multiple: true, accept: model.get("accept") });
  const status = document.createElement("p");
  status.className = "st-hint";
  status.setAttribute("role", "status");
  el.append(label, input, status);

  let acknowledged = () => {};
  const heard = (message) => {
    if ("ack" in message) acknowledged(message.ack);
  };
  const say = () => { status.textContent = model.get("message"); };
  model.on("msg:custom", heard);
  model.on("change:message", say);
  say();

  async function send(file, index, count) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const pieces = Math.max(1, Math.ceil(bytes.length / PIECE));
    for (let piece = 0; piece < pieces; piece += 1) {
      const part = bytes.slice(piece * PIECE, (piece + 1) * PIECE);
      const answer = new Promise((resolve) => { acknowledged = resolve; });
      model.send({ name: file.name, index, count, piece, pieces, size: bytes.length }, undefined, [part.buffer]);
      if ((await answer) === "stop") return false;
      status.textContent = `Reading ${file.name}: ${Math.round((100 * (piece + 1)) / pieces)} %`;
    }
    return true;
  }

  input.addEventListener("change", async () => {
    const files = [...input.files];
    if (!files.length) return;
    const limit = model.get("limit_mb") * 1024 * 1024;
    const big = files.find((file) => file.size > limit);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (big || total > limit) {
      const name = big ? `The file ${big.name} has` : `The ${files.length} files together have`;
      const size = Math.round((big ? big.size : total) / 1024 / 1024);
      status.textContent = `${name} ${size} MB; at most ${model.get("limit_mb")} MB can be read at once. Choose a shorter export. The diary shown before stays.`;
      input.value = "";
      return;
    }
    for (let index = 0; index < files.length; index += 1) {
      if (!(await send(files[index], index, files.length))) break;
    }
    input.value = "";
    // What came of it stands last, also when the same sentence stood there before.
    say();
  });
  return () => {
    model.off("msg:custom", heard);
    model.off("change:message", say);
  };
}
