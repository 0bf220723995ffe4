export { checkGraph } from "./checkGraph.js";
export { ELEMENT_TYPES, type ElementType } from "./elementType.js";
export { type Attribute, type Constant, float, type Graph, type GraphNode, type ValueInfo } from "./graph.js";
export { GraphBuilder } from "./graphBuilder.js";
export { halfPrecision } from "./halfPrecision.js";
export { IllegalGraphError } from "./illegalGraphError.js";
export { optimise } from "./optimise.js";
export { readOnnx } from "./readOnnx.js";
export { writeOnnx } from "./writeOnnx.js";
