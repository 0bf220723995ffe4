export { crossEntropy } from "./crossEntropy.js";
export { fakeHinge, realHinge } from "./discriminatorHinge.js";
export { featureDistance } from "./featureDistance.js";
export { generatorHinge } from "./generatorHinge.js";
export { gradientDistance } from "./gradientDistance.js";
export { klDivergence } from "./klDivergence.js";
export { meanAbsoluteError } from "./meanAbsoluteError.js";
export { perceptualDistance } from "./perceptualDistance.js";
