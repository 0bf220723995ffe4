import { Tensor } from "onnxruntime-node";
import type { HostTensor, TensorData } from "../tensor/hostTensor.js";

/** A host tensor as onnxruntime takes it; the elements are shared, not copied. */
export function toOrt(tensor: HostTensor): Tensor {
  // The dtypes here are a subset of onnxruntime's, each with the same typed array; its overloads cannot say so for a union.
  return new Tensor(tensor.dtype as "float32", tensor.data as Float32Array, tensor.shape);
}

/** The elements of an onnxruntime tensor, downloaded when it lives on a device. */
export async function fromOrt(tensor: Tensor): Promise<HostTensor> {
  const data = tensor.location === "cpu" ? tensor.data : await tensor.getData();
  return { dtype: tensor.type as HostTensor["dtype"], shape: tensor.dims, data: data as TensorData };
}
