-- Prints one line with what came back; times are in milliseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %.6f %d %d %.3f %.3f %.3f %.3f\n",
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
