// Imported by whoever starts ONNX Runtime: its official builds for Linux and macOS send usage events to their maker, and keep a
// device id for them, unless this is set before the first session. On Windows they only answer tracing tools.
process.env.ORT_DISABLE_TELEMETRY = '1'
