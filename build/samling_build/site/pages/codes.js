// @ts-check
/** Saves or prints the codes that the page shows. The file is made here; nothing is sent anywhere. */

/** @param {string} id */
const textOf = (id) => document.getElementById(id)?.textContent?.trim() ?? "";

const save = document.getElementById("save");
const print = document.getElementById("print");

save?.addEventListener("click", () => {
  const { name = "", title = "", personal = "", recovery = "" } = save.dataset;
  const lines = [title, location.origin, "", `${personal}: ${textOf("personal-code")}`, `${recovery}: ${textOf("recovery-code")}`, ""];
  const url = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
});
print?.addEventListener("click", () => window.print());
for (const button of [save, print]) if (button) button.hidden = false;
