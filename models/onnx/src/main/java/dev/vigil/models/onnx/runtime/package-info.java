/** What runs ONNX models: the one place that knows ONNX Runtime, a native library. */
package dev.vigil.models.onnx.runtime;
