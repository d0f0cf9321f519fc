import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { VNode } from "preact";
import { enter, takeFragment } from "../access.ts";

export function App(): VNode {
  const said = useSignal("…");
  useEffect(() => {
    void enter(takeFragment().get("code")).then((entry) => (said.value = JSON.stringify(entry)));
  }, []);
  return <p>{said}</p>;
}
