// As much of a browser's document as the starter's page uses: elements with texts, fields and forms, and no looks.

/** An element of the page. */
export class FakeElement {
  readonly tag: string;
  readonly children: FakeElement[] = [];
  textContent = "";
  title = "";
  className = "";
  onsubmit: ((event: { preventDefault(): void }) => void) | null = null;
  #value: string | null = null;

  constructor(tag: string) {
    this.tag = tag;
  }

  /** What a field holds; of a select that nobody touched, its first option. */
  get value(): string {
    return this.#value ?? (this.tag === "select" ? (this.children[0]?.value ?? "") : "");
  }

  set value(text: string) {
    this.#value = text;
  }

  append(child: FakeElement): void {
    this.children.push(child);
  }

  replaceChildren(): void {
    this.children.length = 0;
  }

  /** The elements below with this tag. */
  all(tag: string): FakeElement[] {
    return this.children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.all(tag)]);
  }

  /** Everything that can be read. */
  get text(): string {
    return [this.textContent, ...this.children.map((child) => child.text)].join("\n");
  }
}

/** A document with an empty `main`. */
export function fakeDocument(): { readonly main: FakeElement; readonly document: object } {
  const main = new FakeElement("main");
  const document = {
    createElement: (tag: string) => new FakeElement(tag),
    querySelector: (tag: string) => (tag === "main" ? main : null),
  };
  return { main, document };
}

/** Fills in the form of a move in a player's section, and sends it. @throws Error where the page does not offer it. */
export function submit(
  main: FakeElement,
  role: string,
  move: string,
  fields: Readonly<Record<string, string>> = {},
): void {
  const section = main.all("section").find((each) => each.all("h2")[0]?.textContent.startsWith(`${role}:`));
  const form = section?.all("form").find((each) => each.all("button")[0]?.textContent === move);
  if (form?.onsubmit == null) throw new Error(`the page offers ${role} no ${move}:\n${main.text}`);
  for (const field of [...form.all("input"), ...form.all("select")]) field.value = fields[field.title] ?? field.value;
  form.onsubmit({ preventDefault() {} });
}
