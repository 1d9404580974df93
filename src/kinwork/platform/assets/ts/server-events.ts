// What the server tells of by itself, over a connection that stays open.

export interface Person {
  page: string;
  user: number;
  name: string;
  box?: string | undefined;
}

export interface Message extends Partial<Person> {
  what: string;
  version?: number;
  gone?: boolean;
  discussion?: number;
  here?: Person[];
}

export function messages(source: EventSource, heard: (message: Message) => void): void {
  source.addEventListener("message", (event: MessageEvent<string>) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server tells nothing else
    heard(JSON.parse(event.data) as Message);
  });
}
