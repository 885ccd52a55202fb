-- What wrk runs beside its requests. It takes a file of paths, one a line, to walk through; without one it asks for the
-- address itself. It prints one line with what came back; times are in milliseconds.
local paths = {}
local at = 0


function init(arguments)
  if arguments[1] then
    for line in io.lines(arguments[1]) do
      paths[#paths + 1] = line
    end
    request = function()
      at = at + 1
      -- Past the end it is asked for what is not there, and so counted as an error.
      return wrk.format("GET", paths[at] or "/used-up")
    end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %.6f %d %d %.3f %.3f %.3f %.3f\n",
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
