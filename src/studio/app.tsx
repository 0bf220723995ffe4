import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorBox } from "./parts/errorBox.js";
import { Header } from "./parts/header.js";
import { Starting } from "./parts/starting.js";
import { modelFor, modelsFor } from "./state/modelFor.js";
import { askModels, type Model, ModelContext, ModelsContext } from "./state/models.js";
import { type Route, useRoute, type View } from "./state/route.js";
import { useAnswer } from "./state/useAnswer.js";
import { AugmentView } from "./views/augment/augmentView.js";
import { BundleView } from "./views/bundle/bundleView.js";
import { ClassifyView } from "./views/classify/classifyView.js";
import { ExploreView } from "./views/explore/exploreView.js";
import { StatusView } from "./views/status/statusView.js";

const TITLES: Readonly<Record<View, string>> = {
  augment: "Augment",
  explore: "Explore",
  classify: "Classify",
  bundle: "Bundle",
  status: "Status",
};

/** The page: a header, and the view that the address names. */
export function App() {
  const route = useRoute();
  const models = useAnswer(askModels, []);
  const [chosen, choose] = useState<string>();
  const all = models.value ?? [];
  const model = modelFor(route.view, all, chosen);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    document.title = `${TITLES[route.view]} · Semblance`;
    // Who moves by keyboard or screen reader should be at the new view, not still in the navigation.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [route.view]);

  const waiting = all.some(({ ready }) => !ready);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(models.again, 1000);
    return () => clearInterval(timer);
  }, [waiting]);

  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Header view={route.view} titles={TITLES} models={modelsFor(route.view, all)} model={model} onModel={choose} />
      <main id="main" ref={main} tabIndex={-1}>
        <ModelsContext.Provider value={all}>
          <Content route={route} model={model} error={models.error} again={models.again} loading={models.loading} />
        </ModelsContext.Provider>
      </main>
    </>
  );
}

interface ContentProps {
  route: Route;
  model: Model | undefined;
  error: unknown;
  loading: boolean;
  again: () => void;
}

function Content({ route, model, error, loading, again }: ContentProps) {
  if (route.view === "status") return <StatusView />;
  if (!model) return error === undefined && loading ? <Starting /> : <ErrorBox error={error} again={again} />;
  if (!model.ready && route.view !== "bundle") return <Starting why={model.notReady} />;
  // Another address is another beginning; what a view writes into the address itself changes no route.
  const key = `${model.id} ${route.params}`;
  return (
    <ModelContext.Provider value={model}>
      {route.view === "augment" && <AugmentView key={key} params={route.params} />}
      {route.view === "explore" && <ExploreView key={key} params={route.params} />}
      {route.view === "classify" && <ClassifyView key={model.id} />}
      {route.view === "bundle" && <BundleView key={model.id} />}
    </ModelContext.Provider>
  );
}
