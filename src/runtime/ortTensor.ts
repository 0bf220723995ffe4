import type { HostTensor, TensorData } from "../tensor/hostTensor.js";
import { Tensor } from "./onnxruntime.js";

/** A host tensor as onnxruntime takes it; the elements are shared, not copied. */
export function toOrt(tensor: HostTensor): Tensor {
  // The dtypes here are a subset of onnxruntime's, each with the same typed array; its overloads cannot say so for a union.
  return new Tensor(tensor.dtype as "float32", tensor.data as Float32Array, tensor.shape);
}

/** The elements of an onnxruntime tensor in host memory, not copied. One on a device has to be downloaded first. */
export function fromOrt(tensor: Tensor): HostTensor {
  return { dtype: tensor.type as HostTensor["dtype"], shape: tensor.dims, data: tensor.data as TensorData };
}
