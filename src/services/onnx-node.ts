import type { DeepModel } from '../statements/deep/deep-model.ts';
import type { Network } from '../statements/deep/network.ts';
import { openNetwork } from '../statements/deep/onnx-network.ts';

/**
 * Opens a model's graphs in native code. One thread each by default: articles are read side by side.
 * @throws Error where the run time is not installed for this machine, or cannot start.
 */
export async function openNetworkInNode(model: DeepModel, threads = 1): Promise<Network> {
  const runtime = await import('onnxruntime-node');
  return openNetwork(runtime, model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
}
