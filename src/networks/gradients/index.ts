import { registerElementwise } from "./elementwise.js";
import { registerProducts } from "./products.js";
import { registerReductions } from "./reductions.js";
import { registerShapes } from "./shapes.js";

/**
 * The Node entry of TensorFlow.js's core package registers kernels' gradients nowhere (its files for that are ECMAScript modules that Node cannot
 * resolve), so those of the kernels that these networks and losses use are registered here.
 */
export function registerGradients(): void {
  registerElementwise();
  registerProducts();
  registerReductions();
  registerShapes();
}
