// A page with nothing but outputs, for the tests that look at them in a browser: they hand it the
// notifications of a daemon, or make some up.
import { render, type JSX } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { Outputs, type OutputsProps } from "../../clients/web/output/outputs.tsx";
import { OutputBook } from "../../clients/shared/outputs.ts";

const book = new OutputBook();
const places: object[] = [];

function Stack({ ids, expand }: { ids: string[]; expand?: OutputsProps["expand"] }): JSX.Element {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let frame = 0;
    return book.onChange(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => redraw(undefined));
    });
  }, []);
  return (
    <main>
      <h1>Outputs</h1>
      {ids.map((id) => {
        const { items, revision } = book.of(id);
        return (
          <Outputs
            key={id}
            items={items}
            revision={revision}
            label={`Output of ${id}`}
            onPlace={(place) => places.push(place)}
            {...(expand && { expand })}
          />
        );
      })}
    </main>
  );
}

const show = (ids: string[], expand?: OutputsProps["expand"]): void =>
  render(<Stack ids={ids} expand={expand} />, document.body);

Object.assign(window, { book, show, places });
